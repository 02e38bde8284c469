// Next 16 with webpack.

import { nextBuild } from "../lib/next.mjs";

export const name = "Next 16, webpack";
export const what = "build, start; screen in a server component, a route handler and a client component";

export const run = ({ tarball }) => nextBuild("next-16-webpack", tarball, ["--webpack"]);
