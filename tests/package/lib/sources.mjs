// Protocols as JSON: the one that ships, and those of the corpus as the package's author entry writes them.

import assert from "node:assert/strict";
import { corpusFiles } from "./corpus.mjs";
import { run } from "./process.mjs";

/** `folder` is a consumer that was installed with the files of consumers/sources. */
export async function protocolSources(folder) {
  // What extends another protocol cannot be read without it, and that is not at hand in a browser.
  const texts = corpusFiles("accepted", ".toml")
    .map(({ text }) => text)
    .filter((text) => !/^extends = /m.test(text));
  const { stdout } = await run(["node", "sources.mjs"], { cwd: folder, input: JSON.stringify(texts) });
  const sources = JSON.parse(stdout);
  for (const source of sources) assert.equal(typeof source?.id, "string", "a protocol of the corpus is accepted");
  return sources;
}
