// What the registry would be given. A dry run, offline: it needs no login.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { install } from "../lib/install.mjs";
import { scratch } from "../lib/paths.mjs";
import { run as runProgram } from "../lib/process.mjs";

export const name = "npm publish --dry-run";
export const what = "nothing to correct; licences, README and changelog inside; no dependency at run time";

export async function run({ tarball }) {
  const folder = join(scratch, "publish");
  mkdirSync(folder, { recursive: true });
  const { stderr } = await runProgram(["npm", "publish", tarball, "--dry-run", "--offline"], { cwd: folder });
  const warnings = stderr.split("\n").filter((line) => /^npm warn/i.test(line) && !line.includes("logged in"));
  assert.deepEqual(warnings, []);
  for (const file of ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"]) {
    assert.ok(stderr.includes(file), file);
  }

  const installed = await install("publish", { tarball });
  const manifest = JSON.parse(readFileSync(join(installed, "node_modules/prescreen/package.json"), "utf8"));
  for (const key of ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies"]) {
    assert.deepEqual(Object.keys(manifest[key] ?? {}), [], key);
  }
  const scripts = Object.keys(manifest.scripts ?? {}).filter((script) => script.includes("install"));
  assert.deepEqual(scripts, [], "nothing runs when it is installed");
}
