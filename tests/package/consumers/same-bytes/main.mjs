import { createReadStream } from "node:fs";
import * as runtime from "prescreen";
import * as author from "prescreen/author";
import { compare } from "./compare.mjs";

const outcome = [];
for (const file of process.argv.slice(2)) outcome.push(await compare(createReadStream(file), runtime, author));
process.stdout.write(JSON.stringify(outcome));
