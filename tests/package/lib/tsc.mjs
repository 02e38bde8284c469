// TypeScript over a consumer, as strict as its users set it, for both ways in which they find packages.

import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { here } from "./paths.mjs";
import { attempt } from "./process.mjs";

/** Today's, and the last one written in JavaScript, which many still use. */
export const COMPILERS = ["typescript", "typescript5"];

export const RESOLUTIONS = {
  // A server: Node's types, no DOM.
  nodenext: { module: "nodenext", moduleResolution: "nodenext", lib: ["es2023"], types: ["node"] },
  // A page with a bundler: the DOM, nothing of Node.
  bundler: { module: "esnext", moduleResolution: "bundler", lib: ["es2023", "dom"], types: [] },
};

/** What the compiler says: one text per problem, each starting with the file that it is in. */
export async function compile(folder, files, compiler, resolution) {
  const compilerOptions = { strict: true, noEmit: true, target: "es2022", ...RESOLUTIONS[resolution] };
  const config = `tsconfig.${compiler}.${resolution}.json`;
  writeFileSync(join(folder, config), JSON.stringify({ compilerOptions, files }));
  const program = join(here, "node_modules", compiler, "bin", "tsc");
  const command = ["node", program, "--project", config, "--pretty", "false"];
  const { code, stdout, stderr } = await attempt(command, { cwd: folder });
  const problems = stdout.split(/\n(?=\S)/).filter((text) => text.trim() !== "");
  if (code !== 0 && problems.length === 0) throw new Error(`tsc ended with ${code}: ${stderr}`);
  return problems;
}
