// Next 16 in dev mode, which takes the condition `development`.

import { nextDev } from "../lib/next.mjs";

export const name = "Next 16, dev";
export const what = "dev server; screen in a server component, a route handler and a client component";

export const run = ({ tarball }) => nextDev("next-16-dev", tarball);
