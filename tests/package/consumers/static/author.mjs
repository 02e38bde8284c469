// The author's entry, by a relative path.

import { Protocol } from "./node_modules/prescreen/author.js";
import { tenLines } from "./ten-lines.mjs";

globalThis.outcome = await tenLines({ Protocol });
