// TypeScript users: every function, under the resolutions and compilers they have.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { install } from "../lib/install.mjs";
import { COMPILERS, compile } from "../lib/tsc.mjs";

export const name = "types, every function";
export const what = "tsc 7 and 5 --strict, nodenext (import and require) and bundler";

export async function run({ tarball }) {
  const folder = await install("types-api", { tarball, files: ["typescript"], tools: ["@types/node"] });
  const uses = readFileSync(join(folder, "api.ts"), "utf8");
  const unused = functions(folder).filter((called) => !uses.includes(`${called}(`));
  assert.deepEqual(unused, [], "functions of the package that api.ts does not use");
  for (const compiler of COMPILERS) {
    assert.deepEqual(await compile(folder, ["api.ts", "required.cts"], compiler, "nodenext"), [], compiler);
    assert.deepEqual(await compile(folder, ["api.ts", "compiled.ts"], compiler, "bundler"), [], compiler);
  }
}

/** Every function and method that the package declares. */
function functions(folder) {
  const declared = ["author", "format", "index", "time"].flatMap((file) => {
    const text = readFileSync(join(folder, "node_modules/prescreen", `${file}.d.ts`), "utf8");
    return [...text.matchAll(/^(?:export function |  (?:static )?)(\w+)\(/gm)].map(([, called]) => called);
  });
  assert.ok(declared.length > 20, `functions were found: ${declared.join(" ")}`);
  return declared;
}
