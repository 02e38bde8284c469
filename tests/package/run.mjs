// Installs the packed tarball in every set-up of setups/ and uses it there. Prints one table and ends with the counts.
//
//   node run.mjs [--tarball FILE] [WORD …]      only the set-ups whose file name contains one of the words

import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { closeBrowser } from "./lib/browser.mjs";
import { findTarball, here } from "./lib/paths.mjs";
import { table } from "./lib/table.mjs";

const { values, positionals: words } = parseArgs({ options: { tarball: { type: "string" } }, allowPositionals: true });
const tarball = values.tarball === undefined ? findTarball() : resolve(values.tarball);
if (!existsSync(tarball)) throw new Error(`there is no ${tarball}`);
if (!existsSync(join(here, "node_modules"))) throw new Error("run `npm ci` in tests/package first");

const files = readdirSync(join(here, "setups")).filter(
  (file) => words.length === 0 || words.some((word) => file.includes(word)),
);
if (files.length === 0) throw new Error(`no set-up is called like ${words.join(" or ")}`);

/** Milliseconds after which a set-up hangs, on the slowest of machines. */
const LONGEST = 10 * 60_000;

function within(limit, running) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${limit / 60_000} minutes`)), limit);
  });
  return Promise.race([running, late]).finally(() => clearTimeout(timer));
}

const rows = [["set-up", "what was done", "result", "seconds"]];
const failures = [];
for (const file of files) {
  const { name, what, run } = await import(`./setups/${file}`);
  const began = Date.now();
  let result = "passed";
  try {
    await within(LONGEST, run({ tarball }));
  } catch (error) {
    result = "FAILED";
    failures.push(`--- ${name} (setups/${file})\n${error.stack ?? error}`);
  }
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  process.stderr.write(`${result} in ${seconds} s: ${name}\n`);
  rows.push([name, what, result, seconds]);
}
await closeBrowser();

process.stdout.write(table(rows));
for (const failure of failures) process.stdout.write(`${failure}\n\n`);
process.stdout.write(`${files.length - failures.length} passed, ${failures.length} failed\n`);
// What hangs would keep it from ending.
process.exit(failures.length === 0 ? 0 : 1);
