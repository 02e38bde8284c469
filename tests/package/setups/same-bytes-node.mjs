// What Rust says natively, said by WebAssembly in Node.

import { install } from "../lib/install.mjs";
import { run as runProgram } from "../lib/process.mjs";
import { VECTORS, expectEqual, expectVectors } from "../lib/vectors.mjs";

export const name = "same bytes, Node";
export const what = "the whole corpus and 10,000 generated intakes, as native Rust says it; every faster way agrees";

export async function run({ tarball }) {
  expectVectors();
  const folder = await install("same-bytes-node", { tarball, files: ["same-bytes", "tiers-compared"] });
  const { stdout } = await runProgram(["node", "main.mjs", ...VECTORS], { cwd: folder, limit: 10 * 60_000 });
  expectEqual(JSON.parse(stdout));
}
