// The types cannot drift from the engine: whatever it has read or written in the corpus is a literal of its type.

import assert from "node:assert/strict";
import { corpusFiles } from "../lib/corpus.mjs";
import { install } from "../lib/install.mjs";
import { writeLiterals } from "../lib/literals.mjs";
import { protocolSources } from "../lib/sources.mjs";
import { compile } from "../lib/tsc.mjs";

export const name = "types, every golden";
export const what = "tsc --strict: each screening, intake and protocol of the corpus satisfies its type";

export async function run({ tarball }) {
  const folder = await install("types-drift", { tarball, files: ["sources"] });
  const screenings = corpusFiles("accepted", ".screening.json");
  // A `bad-answer` is one that no type allows.
  const noted = corpusFiles("noted", ".intake.json").filter(({ path }) => !path.includes("bad-answer"));
  const intakes = [...corpusFiles("accepted", ".intake.json"), ...noted];
  const sources = await protocolSources(folder);
  for (const found of [screenings, intakes, sources]) assert.ok(found.length > 5, "the corpus was found");

  const literals = [
    ...screenings.map(({ path, text }) => ({ name: path, type: "Screening", json: text })),
    ...intakes.map(({ path, text }) => ({ name: path, type: "Intake", json: text })),
    ...sources.map((source, index) => ({
      name: `protocol-${index}`,
      type: "ProtocolSource",
      json: JSON.stringify(source, null, 2),
    })),
  ];
  const files = writeLiterals(folder, literals);
  assert.equal(new Set(files).size, literals.length, "one file each");
  assert.deepEqual(await compile(folder, files, "typescript", "bundler"), []);
}
