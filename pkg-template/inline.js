// The engine with its code inside, for Node and for tools that cannot load a .wasm file.

import { bind } from "./bind.js";
import { decode } from "./decode.js";
import base64 from "./engine.base64.js";
import * as engine from "./engine.js";

export * from "./format.js";
export * from "./time.js";

const bytes = () => decode(base64);

export const { init, initSync, Lexicon, Protocol, Words } = bind(engine, { load: async () => bytes(), bytes });
