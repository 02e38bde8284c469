// A page with a script tag and no bundler. It asks for what it needs and for nothing else: the list is exact.

import assert from "node:assert/strict";
import { expectScreened } from "../lib/expect.mjs";
import { openPage } from "../lib/pages.mjs";

export const name = "static folder, script tag";
export const what = "import map; screen in Chromium; the exact list of requests";

const ENGINE = ["bind.js", "engine.js", "engine.wasm", "index.js", "integrity.js"];
const HELPERS = ["arguments.js", "copy.js", "format.js", "pack.js", "pause.js", "resident.js", "time.js", "unpack.js"];
const DATA = ["data/index.js", "data/names/reviewed.js", "data/protocols/ketamine-iv.js"];

export async function run({ tarball }) {
  const { outcome, requests } = await openPage("static", tarball, "");
  expectScreened(outcome);
  const wanted = [...ENGINE, ...HELPERS, ...DATA].map((file) => `/node_modules/prescreen/${file}`);
  assert.deepEqual(requests.toSorted(), ["/", "/mapped.mjs", "/ten-lines.mjs", ...wanted].toSorted());
}
