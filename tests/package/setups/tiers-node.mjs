// The faster ways of asking, with what no form sends.

import { install } from "../lib/install.mjs";
import { run as runProgram } from "../lib/process.mjs";

export const name = "faster ways, Node";
export const what =
  "judge, judgeAll and resident agree with screen on hostile intakes, and are packed where they can be";

export async function run({ tarball }) {
  const folder = await install("tiers-node", { tarball, files: ["tiers", "tiers-compared"] });
  await runProgram(["node", "--test", "main.mjs"], { cwd: folder });
}
