// A Content-Security-Policy that forbids WebAssembly: one clear typed error, and a page that goes on.

import assert from "node:assert/strict";
import { expectLoadError } from "../lib/expect.mjs";
import { openPage } from "../lib/pages.mjs";

export const name = "CSP without 'wasm-unsafe-eval'";
export const what = "LoadError from load and init of both entries, each time; the page goes on";

const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'";

export async function run({ tarball }) {
  const headers = { "content-security-policy": POLICY };
  const expected = [/console: .*wasm-unsafe-eval/s];
  const { outcome } = await openPage("csp-blocked", tarball, "blocked.html", { headers, expected });
  assert.equal(outcome.length, 4);
  for (const error of outcome) {
    expectLoadError(error);
    assert.match(`${error.message}\n${error.cause}`, /Content Security Policy/i, "the error says what is in the way");
  }
}
