// The author's entry in a page without a bundler.

import assert from "node:assert/strict";
import { expectScreened } from "../lib/expect.mjs";
import { openPage } from "../lib/pages.mjs";

export const name = "static folder, author's entry";
export const what = "relative path; screen in Chromium; only the author's engine is loaded";

export async function run({ tarball }) {
  const { outcome, requests } = await openPage("static-author", tarball, "author.html");
  expectScreened(outcome);
  const code = requests.filter((path) => path.endsWith(".wasm"));
  assert.deepEqual(code, ["/node_modules/prescreen/author.wasm"]);
}
