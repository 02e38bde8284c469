// Values written out as TypeScript literals that claim to be of a type of the package. A literal, unlike a variable, is
// refused for a key that its type does not know.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes one file per literal into `folder`; gives their paths. */
export function writeLiterals(folder, literals) {
  mkdirSync(join(folder, "literals"), { recursive: true });
  return literals.map(({ name, type, json }) => {
    const file = `literals/${name.replaceAll(/[^\w.-]+/g, "_")}.ts`;
    const text = `import type { ${type} } from "prescreen";\n\nexport default ${json.trim()} satisfies ${type};\n`;
    writeFileSync(join(folder, file), text);
    return file;
  });
}
