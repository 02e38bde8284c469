// esbuild with the bytes of the engine and the synchronous start.

import { esbuild } from "../lib/esbuild.mjs";

export const name = "esbuild, prescreen/engine.wasm";
export const what = "bundle with the loader `binary`; initSync(bytes); screen in Chromium";

export const run = ({ tarball }) => esbuild("esbuild-bytes", tarball, ["--loader:.wasm=binary"]);
