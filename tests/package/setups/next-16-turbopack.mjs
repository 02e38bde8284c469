// Next 16 as it comes, with Turbopack.

import { nextBuild } from "../lib/next.mjs";

export const name = "Next 16, Turbopack";
export const what = "build, start; screen in a server component, a route handler and a client component";

export const run = ({ tarball }) => nextBuild("next-16-turbopack", tarball);
