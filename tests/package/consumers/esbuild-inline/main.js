// esbuild has no loader for `.wasm` of its own: the inlined entry needs none.

import { Protocol } from "prescreen/inline";
import { tenLines } from "./ten-lines.mjs";

tenLines({ Protocol }).then((outcome) => {
  globalThis.outcome = outcome;
});
