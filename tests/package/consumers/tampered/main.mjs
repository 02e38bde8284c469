// Loads a package of which one file has been changed, and prints what comes of it: twice, since a second try must not
// find a half-started engine.

import { readFileSync } from "node:fs";
import * as prescreen from "prescreen";

async function outcome(call) {
  try {
    await call();
    return "loaded";
  } catch (error) {
    return error.name;
  }
}

const code = readFileSync(new URL(import.meta.resolve("prescreen/engine.wasm")));
const outcomes = [
  await outcome(() => prescreen.initSync(code.subarray(0, code.length / 2))),
  await outcome(() => prescreen.initSync("not code at all")),
  await outcome(() => prescreen.Protocol.load("ketamine-iv")),
  await outcome(() => prescreen.Protocol.load("ketamine-iv")),
  await outcome(() => prescreen.Words.load("en")),
];
process.stdout.write(JSON.stringify(outcomes));
