// Words of one language, and of no other.

import { Words } from "./node_modules/prescreen/index.js";

await Words.load("es");
globalThis.outcome = "loaded";
