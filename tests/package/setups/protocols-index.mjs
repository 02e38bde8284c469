// The index of protocols says what the protocols say, whichever way it is read.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { install } from "../lib/install.mjs";
import { run as runProgram } from "../lib/process.mjs";

export const name = "index of protocols";
export const what =
  "import and require prescreen/protocols, protocols.json; every protocol is in it, as it says itself";

export async function run({ tarball }) {
  const folder = await install("protocols-index", { tarball, files: ["index"] });
  const { stdout } = await runProgram(["node", "main.mjs"], { cwd: folder });
  const { about, imported, required, json } = JSON.parse(stdout);
  assert.deepEqual(imported, about);
  assert.deepEqual(required, about);
  assert.deepEqual(json, about);
  const files = readdirSync(join(folder, "node_modules/prescreen/data/protocols"));
  const packed = files.filter((file) => file.endsWith(".js") && file !== "index.js");
  assert.deepEqual(imported.map(({ id }) => `${id}.js`).sort(), packed.sort());
  for (const { id, title, version, reviewed, reviewBy, sources } of imported) {
    assert.ok(title.en && title.es && /^\d+\.\d+\.\d+$/.test(version) && reviewed < reviewBy, id);
    assert.ok(sources.length > 0 && sources.every((source) => source.title && source.publisher), id);
  }
}
