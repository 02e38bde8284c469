// Vite 5, a production build.

import { viteBuild } from "../lib/vite.mjs";

export const name = "Vite 5, build";
export const what = "vite build; screen in Chromium; the engine came as one .wasm file";

export const run = ({ tarball }) => viteBuild("vite-5-build", tarball, "vite5");
