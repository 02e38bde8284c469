// Node with `import`.

import { expectScreened } from "../lib/expect.mjs";
import { install } from "../lib/install.mjs";
import { run as runProgram } from "../lib/process.mjs";

export const name = "Node, ES modules";
export const what = "npm install; import prescreen, /inline, /author; screen with each";

export async function run({ tarball }) {
  const folder = await install("node-esm", { tarball, files: ["node-esm"] });
  const { stdout } = await runProgram(["node", "main.mjs"], { cwd: folder });
  for (const outcome of JSON.parse(stdout)) expectScreened(outcome);
}
