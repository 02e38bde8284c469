// The other way with esbuild: its `binary` loader gives the bytes of the engine, and `initSync` takes them.

import { initSync, Protocol } from "prescreen";
import bytes from "prescreen/engine.wasm";
import { tenLines } from "./ten-lines.mjs";

initSync(bytes);
tenLines({ Protocol }).then((outcome) => {
  globalThis.outcome = outcome;
});
