// Every entry by its name, as Node resolves it.

import * as main from "prescreen";
import * as author from "prescreen/author";
import * as inline from "prescreen/inline";
import { tenLines } from "./ten-lines.mjs";

const outcomes = [];
for (const entry of [main, inline, author]) outcomes.push(await tenLines(entry));
process.stdout.write(JSON.stringify(outcomes));
