// The engine for browsers: its code is the file beside this one, fetched when the engine starts.

import { bind } from "./bind.js";
import * as engine from "./engine.js";
import { integrity } from "./integrity.js";

export * from "./format.js";
export * from "./time.js";

const url = new URL("./engine.wasm", import.meta.url);

export const { init, initSync, Lexicon, Protocol, Words } = bind(engine, {
  load: () => fetch(url, { integrity: integrity["engine.wasm"] }),
});
