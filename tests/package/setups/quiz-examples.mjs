// The examples of the README that have the quiz in them, gone through to the end: by itself, in a plain form, in React 19,
// which sets properties and listens to events of custom elements by itself; and the element on a server.

import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { visit } from "../lib/browser.mjs";
import { examples } from "../lib/examples.mjs";
import { install } from "../lib/install.mjs";
import { run as runProgram } from "../lib/process.mjs";
import { whileServed } from "../lib/server.mjs";
import { plain } from "../quiz/open.mjs";
import { Person } from "../quiz/person.mjs";

export const name = "quiz, examples of the README";
export const what =
  "by itself, in a plain form, in React 19 bundled with esbuild; importing the element in Node does nothing";

export async function run({ tarball }) {
  const tools = ["esbuild", "react", "react-dom"];
  const folder = await install("quiz-examples", { tarball, files: ["quiz"], tools });
  const server = 'import("prescreen/element").then(({ PrescreenQuiz }) => console.log(typeof PrescreenQuiz))';
  assert.equal((await runProgram(["node", "--eval", server], { cwd: folder })).stdout, "undefined\n");

  const installed = join(folder, "node_modules/prescreen");
  const { Protocol, Words } = await import(pathToFileURL(join(installed, "inline.js")));
  const protocol = await Protocol.load("ketamine-iv");
  const words = { en: await Words.load("en"), es: await Words.load("es") };
  const meet = async (page, language) => {
    const me = new Person(page.locator("prescreen-quiz"), { protocol, words: words[language], language });
    await me.quiz.locator("form").waitFor();
    return me;
  };
  const { element, form, react } = blocksOf(readFileSync(join(installed, "README.md"), "utf8"));
  // Beside the page, as somebody has it who copied the folder of the package to a site. Browsers ask for the icon.
  cpSync(installed, join(folder, "prescreen"), { recursive: true });
  writeFileSync(join(folder, "favicon.ico"), "");
  writeFileSync(join(folder, "element.html"), element);
  writeFileSync(join(folder, "form.html"), form);
  await whileServed(folder, {}, async (origin) => {
    await visit(`${origin}/element.html`, { read: async (page) => showsOutcome(await meet(page, "en")) });
    await visit(`${origin}/form.html`, {
      read: async (page) => submits(await meet(page, "es")),
      expected: [/ERR_HTTP|404/],
    });
  });

  writeFileSync(join(folder, "react/main.jsx"), react);
  const build = ["react/main.jsx", "--bundle", "--format=esm", "--jsx=automatic", "--conditions=development"];
  const command = ["node", "node_modules/esbuild/bin/esbuild", ...build, "--outfile=react/main.js"];
  await runProgram([...command, "--log-level=warning"], { cwd: folder });
  await whileServed(join(folder, "react"), {}, (origin) =>
    visit(`${origin}/`, { read: async (page) => showsOutcome(await meet(page, "en")) }),
  );
}

/** By what is in them, so that the README may be put in another order. */
function blocksOf(readme) {
  const all = examples(readme).filter(({ code }) => code.includes("<prescreen-quiz"));
  const one = (what, fits) => {
    const found = all.filter(fits);
    assert.equal(found.length, 1, `one example ${what}`);
    return found[0].code;
  };
  return {
    element: one("of the element by itself", ({ language, code }) => language === "html" && !code.includes("<form")),
    form: one("in a form", ({ language, code }) => language === "html" && code.includes("<form")),
    react: one("in React", ({ language }) => language === "jsx"),
  };
}

async function showsOutcome(me) {
  const { asked } = await me.walk(plain(me));
  assert.ok(asked.length > 0 && !asked.includes("driver_home"), "the page gave that answer");
  await me.button(me.t("check.result")).click();
  await me.page.locator("output").getByText("eligible").waitFor();
}

async function submits(me) {
  const send = me.page.getByRole("button", { name: "Enviar a la clínica" });
  await me.page.locator("[name=person]").fill("Ana");
  await send.click();
  assert.ok(me.page.url().endsWith("form.html"), "the form waits for the quiz");
  await me.walk(plain(me));
  await me.button(me.t("check.result")).click();
  const [request] = await Promise.all([me.page.waitForRequest(/intake$/), send.click()]);
  const sent = new URLSearchParams(request.postData());
  assert.equal(sent.get("person"), "Ana");
  assert.equal(JSON.parse(sent.get("screening")).screening.disposition, "eligible");
  await me.page.waitForLoadState();
}
