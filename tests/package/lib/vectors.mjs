// What the native engine said, as tests/vectors.rs writes it.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./paths.mjs";

const folder = join(repository, "target", "tmp");

export const VECTORS = ["corpus.ndjson", "generated.ndjson"].map((file) => join(folder, file));

export function expectVectors() {
  for (const file of VECTORS)
    assert.ok(existsSync(file), `run \`cargo test --test vectors\` first: ${file} is missing`);
}

/** Everything was compared, and everything was equal. */
export function expectEqual([corpus, generated]) {
  for (const { different } of [corpus, generated]) assert.deepEqual(different, []);
  assert.ok(corpus.equal > 400, `${corpus.equal} texts of the corpus`);
  assert.ok(generated.equal > 20_000, `${generated.equal} texts of generated intakes`);
  // Three faster ways for each intake, and the screening itself in two ways.
  assert.equal(generated.agreed, 40_000);
  assert.ok(corpus.agreed > 300, `${corpus.agreed} times in the corpus`);
}
