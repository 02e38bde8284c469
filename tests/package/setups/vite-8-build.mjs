// Vite 8, a production build.

import { viteBuild } from "../lib/vite.mjs";

export const name = "Vite 8, build";
export const what = "vite build; screen in Chromium; the engine came as one .wasm file";

export const run = ({ tarball }) => viteBuild("vite-8-build", tarball, "vite");
