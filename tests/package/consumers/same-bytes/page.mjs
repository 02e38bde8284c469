import * as author from "./node_modules/prescreen/author.js";
import * as runtime from "./node_modules/prescreen/index.js";
import { compare } from "./compare.mjs";

const outcome = [];
for (const file of ["corpus.ndjson", "generated.ndjson"]) {
  outcome.push(await compare((await fetch(file)).body, runtime, author));
}
globalThis.outcome = outcome;
