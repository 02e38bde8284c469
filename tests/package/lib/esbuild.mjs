// A project bundled with esbuild for the browser.

import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { visit } from "./browser.mjs";
import { expectScreened } from "./expect.mjs";
import { install } from "./install.mjs";
import { run } from "./process.mjs";
import { whileServed } from "./server.mjs";

export async function esbuild(name, tarball, flags = []) {
  const folder = await install(name, { tarball, files: ["page", name], tools: ["esbuild"] });
  const command = ["node_modules/esbuild/bin/esbuild", "main.js", "--bundle", "--format=esm", "--splitting"];
  const { stderr } = await run([...command, "--outdir=dist", "--log-level=warning", ...flags], { cwd: folder });
  assert.equal(stderr, "", "esbuild has nothing to warn of");
  copyFileSync(join(folder, "index.html"), join(folder, "dist", "index.html"));
  await whileServed(join(folder, "dist"), {}, async (origin) => expectScreened(await visit(`${origin}/`)));
}
