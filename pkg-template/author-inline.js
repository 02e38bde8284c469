// The engine for authors with its code inside. As inline.js, with other code.

import * as engine from "./author-engine.js";
import base64 from "./author.base64.js";
import { bind } from "./bind.js";
import { decode } from "./decode.js";

export * from "./format.js";
export * from "./time.js";

const bytes = () => decode(base64);

export const { check, init, initSync, Lexicon, Protocol, Words } = bind(engine, { load: async () => bytes(), bytes });
