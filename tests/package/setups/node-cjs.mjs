// Node with `require`, which has to work on Nodes that cannot require() an ES module.

import { expectScreened } from "../lib/expect.mjs";
import { install } from "../lib/install.mjs";
import { run as runProgram } from "../lib/process.mjs";

export const name = "Node, CommonJS";
export const what = "npm install; require prescreen, /inline, /author; screen with each";

export async function run({ tarball }) {
  const folder = await install("node-cjs", { tarball, files: ["node-cjs"], type: "commonjs" });
  const flag = "--no-experimental-require-module";
  const flags = process.allowedNodeEnvironmentFlags.has(flag) ? [flag] : [];
  const { stdout } = await runProgram(["node", ...flags, "main.js"], { cwd: folder });
  for (const outcome of JSON.parse(stdout)) expectScreened(outcome);
}
