// Many web servers do not know what `.wasm` is.

import { expectScreened } from "../lib/expect.mjs";
import { openPage } from "../lib/pages.mjs";

export const name = "static folder, wrong content type";
export const what = "the server sends the engine as application/octet-stream; screen in Chromium";

export async function run({ tarball }) {
  const types = { ".wasm": "application/octet-stream" };
  const { outcome } = await openPage("static-type", tarball, "", { types });
  expectScreened(outcome);
}
