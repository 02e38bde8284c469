// The inputs and goldens of tests/corpus that are JSON.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { corpus } from "./paths.mjs";

/** Every file of a folder of the corpus with this ending: its path in the corpus, and its text. */
export function corpusFiles(folder, ending) {
  return readdirSync(join(corpus, folder), { recursive: true })
    .filter((file) => file.endsWith(ending))
    .toSorted()
    .map((file) => ({ path: `${folder}/${file}`, text: readFileSync(join(corpus, folder, file), "utf8") }));
}
