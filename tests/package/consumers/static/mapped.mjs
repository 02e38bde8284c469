// A page without a bundler: an import map names the file.

import { Protocol } from "prescreen";
import { tenLines } from "./ten-lines.mjs";

globalThis.outcome = await tenLines({ Protocol });
