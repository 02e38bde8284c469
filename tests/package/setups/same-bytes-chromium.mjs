// What Rust says natively, said by WebAssembly in Chromium.

import { linkSync } from "node:fs";
import { basename, join } from "node:path";
import { visit } from "../lib/browser.mjs";
import { install } from "../lib/install.mjs";
import { whileServed } from "../lib/server.mjs";
import { VECTORS, expectEqual, expectVectors } from "../lib/vectors.mjs";

export const name = "same bytes, Chromium";
export const what = "the whole corpus and 10,000 generated intakes, as native Rust says it; every faster way agrees";

const PATIENCE = 10 * 60_000;

export async function run({ tarball }) {
  expectVectors();
  const folder = await install("same-bytes-chromium", { tarball, files: ["same-bytes", "tiers-compared"] });
  for (const file of VECTORS) linkSync(file, join(folder, basename(file)));
  const read = async (page) => {
    const outcome = await page.waitForFunction(() => globalThis.outcome, null, { timeout: PATIENCE });
    return outcome.jsonValue();
  };
  await whileServed(folder, {}, async (origin) => expectEqual(await visit(`${origin}/`, { read })));
}
