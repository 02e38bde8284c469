// Files that were cut short or changed on the way.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { visit } from "../lib/browser.mjs";
import { expectLoadError } from "../lib/expect.mjs";
import { install } from "../lib/install.mjs";
import { run as runProgram } from "../lib/process.mjs";
import { whileServed } from "../lib/server.mjs";

export const name = "tampered files";
export const what =
  "a changed or truncated protocol, lexicon, language or .wasm gives a LoadError, in Node and Chromium";

/** What becomes of [half the code, no code, the protocol, the protocol again, the words]. */
const IN_NODE = [
  ["data/protocols/ketamine-iv.js", (text) => text.replace("12 h", "11 h"), "LoadError", "loaded"],
  ["data/names/reviewed.js", (text) => text.replace("lamotrigine", "lamotrigene"), "LoadError", "loaded"],
  ["data/names/reviewed.js", (text) => text.slice(0, text.length / 2), "LoadError", "loaded"],
  ["data/words/en.js", (text) => text.replace("We found nothing", "All is well"), "loaded", "LoadError"],
  ["engine.base64.js", (text) => text.slice(0, text.length / 2) + '";\n', "LoadError", "LoadError"],
];

export async function run({ tarball }) {
  const folder = await install("tampered", { tarball, files: ["tampered", "static"] });
  const inPackage = (file) => join(folder, "node_modules", "prescreen", file);
  const whileChanged = async (file, change, work) => {
    const whole = readFileSync(inPackage(file));
    const changed = change(whole);
    assert.ok(!changed.equals(whole), `${file} is not changed`);
    writeFileSync(inPackage(file), changed);
    await work();
    writeFileSync(inPackage(file), whole);
  };
  for (const [file, change, protocol, words] of IN_NODE) {
    await whileChanged(
      file,
      (whole) => Buffer.from(change(whole.toString())),
      async () => {
        const { stdout } = await runProgram(["node", "main.mjs"], { cwd: folder });
        assert.deepEqual(JSON.parse(stdout), ["LoadError", "LoadError", protocol, protocol, words], file);
      },
    );
  }
  const cut = (whole) => whole.subarray(0, whole.length / 2);
  const flipped = (whole) => Buffer.concat([whole.subarray(0, -1), Buffer.from([whole.at(-1) ^ 1])]);
  for (const change of [cut, flipped]) {
    await whileChanged("engine.wasm", change, () =>
      whileServed(folder, {}, async (origin) => {
        const outcome = await visit(`${origin}/tampered.html`, { expected: [/digest|integrity/i] });
        expectLoadError(outcome);
      }),
    );
  }
}
