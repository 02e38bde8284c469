// The element <prescreen-quiz>, with the engine inside: for tools that cannot load a .wasm file.

import * as engine from "./inline.js";
import { define } from "./quiz/define.js";

export * from "./inline.js";

export const PrescreenQuiz = define(engine);
