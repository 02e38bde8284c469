// Are the types wrong? Asked for every way in which TypeScript finds an entry today. The profile leaves out the way of
// Node 10, which knows no `exports`. Left out are the raw `.wasm` files, since code without types is what they are, and the
// element, which only browsers load: they have no `require`.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { here, scratch } from "../lib/paths.mjs";
import { run as runProgram } from "../lib/process.mjs";

export const name = "arethetypeswrong";
export const what = "no problem under node16 (import and require) and bundler";

export async function run({ tarball }) {
  const program = join(here, "node_modules/@arethetypeswrong/cli/dist/index.js");
  const flags = [
    "--profile",
    "node16",
    "--no-definitely-typed",
    "--exclude-entrypoints",
    "engine.wasm",
    "author.wasm",
    "element",
  ];
  mkdirSync(scratch, { recursive: true });
  await runProgram(["node", program, tarball, ...flags], { cwd: scratch });
}
