// Words come when they are asked for, one language at a time.

import assert from "node:assert/strict";
import { openPage } from "../lib/pages.mjs";

export const name = "static folder, words";
export const what = "load the Spanish words in Chromium; no other words, protocol or lexicon is fetched";

export async function run({ tarball }) {
  const { requests } = await openPage("static-words", tarball, "words.html");
  const data = requests.filter((path) => path.includes("/data/"));
  const wanted = ["data/index.js", "data/words/es.js"].map((file) => `/node_modules/prescreen/${file}`);
  assert.deepEqual(data.toSorted(), wanted);
}
