// A server that renders pages has no window. Whoever touches one here, if only to see whether it is there, is caught.

import { readFileSync } from "node:fs";

const BROWSER_ONLY = ["window", "document", "self", "navigator", "location", "localStorage", "sessionStorage"];
for (const name of BROWSER_ONLY) {
  Object.defineProperty(globalThis, name, {
    get() {
      throw new Error(`\`${name}\` was touched`);
    },
  });
}

// Every file that some condition of some entry leads to, not only those that Node would take.
const root = new URL("./node_modules/prescreen/", import.meta.url);
const { exports } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const leaves = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry).flatMap(leaves));
const files = [...new Set(leaves(exports))].filter((file) => /(?<!\.d)\.c?js$/.test(file));

const imported = [];
for (const file of files) {
  await import(new URL(file, root));
  imported.push(file);
}

const { tenLines } = await import("./ten-lines.mjs");
const outcome = await tenLines(await import("prescreen"));
process.stdout.write(JSON.stringify({ imported, outcome }));
