// Whoever copies an example of the package's README gets what it says. Each block stands alone.

import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { visit } from "../lib/browser.mjs";
import { examples, promised } from "../lib/examples.mjs";
import { install } from "../lib/install.mjs";
import { run as runProgram } from "../lib/process.mjs";
import { whileServed } from "../lib/server.mjs";
import { COMPILERS, compile, RESOLUTIONS } from "../lib/tsc.mjs";

export const name = "README of the package";
export const what = "js blocks run and print what they say; ts blocks compile and run; html blocks work in Chromium";

/** What is no program: commands and files. And what runs in another set-up: quiz-examples.mjs. */
const NOT_RUN = ["sh", "json", "text", "toml", "jsx"];

export async function run({ tarball }) {
  const folder = await install("readme", { tarball, tools: ["@types/node"] });
  const installed = join(folder, "node_modules/prescreen");
  const blocks = examples(readFileSync(join(installed, "README.md"), "utf8"));
  const of = (language) => blocks.filter((block) => block.language === language);
  for (const { language, line } of blocks) {
    const known = ["js", "ts", "html", ...NOT_RUN].includes(language);
    assert.ok(known, `nothing tests a block of \`${language}\`, line ${line}`);
  }
  for (const language of ["js", "ts", "html"]) assert.ok(of(language).length > 0, `an example in ${language}`);

  for (const block of of("js")) await runs(folder, block);
  await compiles(folder, of("ts"));
  for (const block of of("ts")) await runs(folder, { ...block, code: withoutTypes(block.code) });
  // Beside the page, as somebody has it who copied the folder of the package to a site.
  cpSync(installed, join(folder, "prescreen"), { recursive: true });
  // Browsers ask every site for it.
  writeFileSync(join(folder, "favicon.ico"), "");
  for (const block of of("html")) await works(folder, block);
}

async function runs(folder, { code, line }) {
  const file = `line-${line}.${/\brequire\(/.test(code) ? "cjs" : "mjs"}`;
  writeFileSync(join(folder, file), code);
  const { stdout } = await runProgram(["node", file], { cwd: folder });
  const expected = promised(code);
  if (expected.length > 0) assert.deepEqual(stdout.trimEnd().split("\n"), expected, `README line ${line}`);
}

const withoutTypes = (code) => transformSync(code, { loader: "ts", format: "esm" }).code;

async function compiles(folder, blocks) {
  const files = blocks.map(({ code, line }) => {
    const file = `line-${line}.ts`;
    writeFileSync(join(folder, file), code);
    return file;
  });
  for (const compiler of COMPILERS) {
    for (const resolution of Object.keys(RESOLUTIONS)) {
      assert.deepEqual(await compile(folder, files, compiler, resolution), [], `${compiler}, ${resolution}`);
    }
  }
}

async function works(folder, { code, line }) {
  const file = `line-${line}.html`;
  writeFileSync(join(folder, file), code);
  await whileServed(folder, {}, async (origin, requests) => {
    await visit(`${origin}/${file}`, { read: showsSomething });
    assert.ok(
      requests.some((path) => path.endsWith(".wasm")),
      `README line ${line} starts the engine`,
    );
  });
}

async function showsSomething(page) {
  await page.waitForFunction(() => {
    const quiz = document.querySelector("prescreen-quiz");
    const shown = quiz === null ? document.body : quiz.shadowRoot?.querySelector("h2");
    return (shown?.innerText ?? "").trim() !== "";
  });
  await page.waitForLoadState("networkidle");
}
