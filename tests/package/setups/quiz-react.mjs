// The element in React 19, which sets properties and listens to events of custom elements by itself; and on a server.

import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { visit } from "../lib/browser.mjs";
import { install } from "../lib/install.mjs";
import { run as runProgram } from "../lib/process.mjs";
import { whileServed } from "../lib/server.mjs";
import { plain } from "../quiz/open.mjs";
import { Person } from "../quiz/person.mjs";

export const name = "quiz, React and the server";
export const what =
  "React 19 with a preset and an event, bundled with esbuild; importing the element in Node does nothing";

export async function run({ tarball }) {
  const tools = ["esbuild", "react", "react-dom"];
  const folder = await install("quiz-react", { tarball, files: ["quiz"], tools });
  const server = 'import("prescreen/element").then(({ PrescreenQuiz }) => console.log(typeof PrescreenQuiz))';
  assert.equal((await runProgram(["node", "--eval", server], { cwd: folder })).stdout, "undefined\n");

  const build = ["react/main.jsx", "--bundle", "--format=esm", "--jsx=automatic", "--conditions=development"];
  const command = ["node", "node_modules/esbuild/bin/esbuild", ...build, "--outfile=react/main.js"];
  await runProgram([...command, "--log-level=warning"], { cwd: folder });
  const { Protocol, Words } = await import(pathToFileURL(join(folder, "node_modules/prescreen/inline.js")));
  const [protocol, words] = [await Protocol.load("ketamine-iv"), await Words.load("en")];
  await whileServed(join(folder, "react"), {}, (origin) =>
    visit(`${origin}/`, {
      read: async (page) => {
        const me = new Person(page.locator("prescreen-quiz"), { protocol, words, language: "en" });
        await me.quiz.locator("form").waitFor();
        const { asked } = await me.walk(plain(me));
        assert.ok(!asked.includes("driver_home"), "React gave the answer as a property");
        await me.button(me.t("check.result")).click();
        await page.locator("output").getByText("eligible").waitFor();
      },
    }),
  );
}
