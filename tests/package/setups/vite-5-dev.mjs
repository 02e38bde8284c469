// Vite 5 in dev mode, which breaks `new URL(…, import.meta.url)` in dependencies: the condition `development` helps.

import { viteDev } from "../lib/vite.mjs";

export const name = "Vite 5, dev";
export const what = "dev server without configuration; screen in Chromium";

export const run = ({ tarball }) => viteDev("vite-5-dev", tarball, "vite5");
