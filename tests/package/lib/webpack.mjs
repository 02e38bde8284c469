// A project built with webpack 5 and no configuration file.

import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { visit } from "./browser.mjs";
import { expectScreened } from "./expect.mjs";
import { install } from "./install.mjs";
import { run } from "./process.mjs";
import { whileServed } from "./server.mjs";

/** Builds in `mode`, screens in the page, and gives the paths the page asked for. */
export async function webpack(name, tarball, mode) {
  const folder = await install(name, { tarball, files: ["page", "bundled"], tools: ["webpack", "webpack-cli"] });
  const command = ["node", "node_modules/webpack-cli/bin/cli.js", "--mode", mode, "--entry", "./main.js"];
  const { stdout } = await run(command, { cwd: folder });
  // Only advice on sizes may be printed: everything else would be a fault of the package.
  for (const warning of stdout.match(/^WARNING in .*$/gm) ?? []) assert.match(warning, /size limit|performance/);
  copyFileSync(join(folder, "index.html"), join(folder, "dist", "index.html"));
  return whileServed(join(folder, "dist"), {}, async (origin, requests) => {
    expectScreened(await visit(`${origin}/`));
    return requests;
  });
}
