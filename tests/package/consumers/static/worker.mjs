// A module worker: it loads and screens, and posts plain data.

import { Protocol } from "./node_modules/prescreen/index.js";
import { tenLines } from "./ten-lines.mjs";

postMessage(await tenLines({ Protocol }));
