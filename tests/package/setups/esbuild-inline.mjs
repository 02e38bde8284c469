// esbuild with the inlined entry.

import { esbuild } from "../lib/esbuild.mjs";

export const name = "esbuild, prescreen/inline";
export const what = "bundle for the browser; screen in Chromium";

export const run = ({ tarball }) => esbuild("esbuild-inline", tarball);
