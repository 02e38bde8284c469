// A route handler: it screens on the server, when it is asked.

import { Protocol } from "prescreen";
import { tenLines } from "../../../ten-lines.mjs";

export const dynamic = "force-dynamic";

export async function GET() {
  return Response.json(await tenLines({ Protocol }));
}
