// Where things are: the repository, what these tests may write, and the tarball under test.

import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const here = dirname(dirname(fileURLToPath(import.meta.url)));
export const repository = dirname(dirname(here));
export const scratch = join(repository, "target", "package-tests");
export const corpus = join(repository, "tests", "corpus");

/** The one tarball that `cargo xtask package` left, or an error that says what to do. */
export function findTarball() {
  const folder = join(repository, "target", "npm");
  let found = [];
  try {
    found = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  if (found.length === 1) return join(folder, found[0]);
  throw new Error(
    found.length === 0
      ? "there is no tarball in target/npm: run `cargo xtask package` first, or name one with --tarball"
      : `there is more than one tarball in target/npm (${found.join(", ")}): name one with --tarball`,
  );
}
