// Everything that a caller can get wrong.

import { install } from "../lib/install.mjs";
import { run as runProgram } from "../lib/process.mjs";

export const name = "bad input";
export const what = "wrong types, cycles, getters that throw, huge values, refused protocols: one typed error each";

export async function run({ tarball }) {
  const folder = await install("bad-input", { tarball, files: ["bad-input"] });
  await runProgram(["node", "--test", "main.mjs"], { cwd: folder });
}
