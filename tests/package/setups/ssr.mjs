// Server-side rendering: importing must not look for a browser, and screening needs none.

import assert from "node:assert/strict";
import { expectScreened } from "../lib/expect.mjs";
import { install } from "../lib/install.mjs";
import { run as runProgram } from "../lib/process.mjs";

export const name = "server-side rendering";
export const what = "import every file of every entry where touching window, document or self throws; screen";

const FILES = [
  "author-inline.cjs",
  "author-inline.js",
  "author.js",
  "element-inline.js",
  "element.js",
  "index.js",
  "inline.cjs",
  "inline.js",
  "protocols.cjs",
  "protocols.js",
];

export async function run({ tarball }) {
  const folder = await install("ssr", { tarball, files: ["ssr"] });
  const { stdout } = await runProgram(["node", "main.mjs"], { cwd: folder });
  const { imported, outcome } = JSON.parse(stdout);
  assert.deepEqual(
    imported.toSorted(),
    FILES.map((file) => `./${file}`),
  );
  expectScreened(outcome);
}
