// A server component: it screens when the page is rendered, at build time.

import { Protocol } from "prescreen";
import { tenLines } from "../ten-lines.mjs";

export default async function Page() {
  return <pre>{JSON.stringify(await tenLines({ Protocol }))}</pre>;
}
