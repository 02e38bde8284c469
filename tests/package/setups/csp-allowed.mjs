// The strictest Content-Security-Policy under which WebAssembly may run at all.

import { expectScreened } from "../lib/expect.mjs";
import { openPage } from "../lib/pages.mjs";

export const name = "CSP with 'wasm-unsafe-eval'";
export const what = "screen in Chromium; no violation";

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

export async function run({ tarball }) {
  const headers = { "content-security-policy": POLICY };
  const { outcome } = await openPage("csp-allowed", tarball, "policy.html", { headers });
  expectScreened(outcome);
}
