// The element <prescreen-quiz>, with the engine fetched when the first quiz starts.

import * as engine from "./index.js";
import { define } from "./quiz/define.js";

// A page with one script has no other way to the engine that its quiz uses.
export * from "./index.js";

export const PrescreenQuiz = define(engine);
