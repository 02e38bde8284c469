// Vite 8, its dev server.

import { viteDev } from "../lib/vite.mjs";

export const name = "Vite 8, dev";
export const what = "dev server without configuration; screen in Chromium";

export const run = ({ tarball }) => viteDev("vite-8-dev", tarball, "vite");
