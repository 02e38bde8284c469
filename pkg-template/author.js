// The engine for authors of protocols, which also reads TOML and runs worked cases. As index.js, with other code.

import * as engine from "./author-engine.js";
import { bind } from "./bind.js";
import { integrity } from "./integrity.js";

export * from "./format.js";
export * from "./time.js";

const url = new URL("./author.wasm", import.meta.url);

export const { check, init, initSync, Lexicon, Protocol, Words } = bind(engine, {
  load: () => fetch(url, { integrity: integrity["author.wasm"] }),
});
