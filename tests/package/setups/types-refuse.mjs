// The types are tight: a slip anywhere in a screening, an intake or a protocol is refused by the compiler.

import assert from "node:assert/strict";
import { corpusFiles } from "../lib/corpus.mjs";
import { install } from "../lib/install.mjs";
import { writeLiterals } from "../lib/literals.mjs";
import { slips } from "../lib/slips.mjs";
import { protocolSources } from "../lib/sources.mjs";
import { compile } from "../lib/tsc.mjs";

export const name = "types, slips";
export const what = "tsc --strict refuses an unknown key in every object, and a misspelt word in every list of words";

/** An unknown key, a value of another type (with or without a suggestion), a missing key. */
const REFUSAL = /: error TS(2353|2561|2322|2820|1360|2741): /;

export async function run({ tarball }) {
  const folder = await install("types-refuse", { tarball, files: ["sources"] });
  const parsed = (ending) => corpusFiles("accepted", ending).map(({ text }) => JSON.parse(text));
  const rejected = ["unknown-key", "missing-now"].flatMap((kind) => corpusFiles(`rejected/${kind}`, ".intake.json"));
  const literals = [
    ...slips("Screening", parsed(".screening.json")),
    ...slips("Intake", parsed(".intake.json")),
    ...slips("ProtocolSource", await protocolSources(folder)),
    ...rejected.map(({ path, text }) => ({ name: path, type: "Intake", json: text })),
  ];
  assert.ok(literals.length > 70, `slips of every kind were made, not ${literals.length}`);

  const files = writeLiterals(folder, literals);
  assert.equal(new Set(files).size, literals.length, "one file each");
  const problems = await compile(folder, files, "typescript", "bundler");
  const others = problems.filter((problem) => !REFUSAL.test(problem));
  assert.deepEqual(others, [], "problems that are no refusal of a value");
  const refused = new Set(problems.map((problem) => problem.slice(0, problem.indexOf("("))));
  const passed = files.filter((file) => !refused.has(file));
  assert.deepEqual(passed, [], "slips that the compiler let through");
}
