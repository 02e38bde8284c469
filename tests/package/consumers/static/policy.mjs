// An import map would be an inline script, which the policy forbids: the path is written out.

import { Protocol } from "./node_modules/prescreen/index.js";
import { tenLines } from "./ten-lines.mjs";

globalThis.outcome = await tenLines({ Protocol });
