// What plain `wasm-pack build` makes, for those who use it by hand: it has its types, it loads, and it screens.
//
//   node wasm-pack.mjs FOLDER

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expectScreened } from "./lib/expect.mjs";
import { here } from "./lib/paths.mjs";
import { run } from "./lib/process.mjs";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("name the folder that `wasm-pack build` wrote");

const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const types = readFileSync(join(folder, manifest.types), "utf8");
assert.match(types, /^export class Protocol\b/m);
assert.match(types, /^ +static shipped\(/m);
assert.match(types, /^ +screen\(intake: Intake\): Screening;/m);

// Node loads `.wasm` modules as a bundler does, if it is asked to.
const command = ["node", "--experimental-wasm-modules", "main.mjs", resolve(folder, manifest.main)];
const { stdout } = await run(command, { cwd: join(here, "consumers", "wasm-pack") });
expectScreened(JSON.parse(stdout));
process.stdout.write("1 passed, 0 failed\n");
