// The element <prescreen-quiz>, with the engine fetched when the first quiz starts.

import * as engine from "./index.js";
import { define } from "./quiz/define.js";

export const PrescreenQuiz = define(engine);
