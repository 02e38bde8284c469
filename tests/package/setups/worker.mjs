// A module worker.

import { expectScreened } from "../lib/expect.mjs";
import { openPage } from "../lib/pages.mjs";

export const name = "Web Worker";
export const what = "load and screen in a module worker; the screening comes by postMessage";

export async function run({ tarball }) {
  const { outcome } = await openPage("worker", tarball, "worker.html");
  expectScreened(outcome);
}
