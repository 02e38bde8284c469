// The faster ways of asking where no text may become code.

import assert from "node:assert/strict";
import { visit } from "../lib/browser.mjs";
import { install } from "../lib/install.mjs";
import { whileServed } from "../lib/server.mjs";

export const name = "faster ways, CSP without 'unsafe-eval'";
export const what = "judge, judgeAll and resident agree with screen in Chromium; no violation";

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

export async function run({ tarball }) {
  const folder = await install("tiers-csp", { tarball, files: ["tiers", "tiers-compared"] });
  const headers = { "content-security-policy": POLICY };
  const outcome = await whileServed(folder, { headers }, (origin) =>
    // Asking for `eval` is how the page knows that there is none.
    visit(`${origin}/tiers.html`, { expected: [/unsafe-eval/] }),
  );
  assert.deepEqual(outcome, { hasEval: false, agreed: 16, different: [] });
}
