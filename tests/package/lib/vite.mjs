// The two ways a project uses Vite. Its versions differ in what they do with `new URL(…, import.meta.url)` in a
// dependency, so the set-ups name one each.

import assert from "node:assert/strict";
import { join } from "node:path";
import { visit } from "./browser.mjs";
import { expectScreened } from "./expect.mjs";
import { install } from "./install.mjs";
import { run, whileServing } from "./process.mjs";
import { freePort, whileServed } from "./server.mjs";

const project = (name, tarball, vite) =>
  install(name, { tarball, files: ["page", "bundled"], tools: [["vite", vite]] });
const VITE = ["node", "node_modules/vite/bin/vite.js"];

export async function viteDev(name, tarball, vite) {
  const folder = await project(name, tarball, vite);
  const port = String(await freePort());
  const command = [...VITE, "--host", "127.0.0.1", "--port", port, "--strictPort"];
  const url = `http://127.0.0.1:${port}/`;
  expectScreened(await whileServing(command, { cwd: folder }, url, () => visit(url)));
}

export async function viteBuild(name, tarball, vite) {
  const folder = await project(name, tarball, vite);
  await run([...VITE, "build"], { cwd: folder });
  await whileServed(join(folder, "dist"), {}, async (origin, requests) => {
    expectScreened(await visit(`${origin}/`));
    const code = requests.filter((path) => path.endsWith(".wasm"));
    assert.equal(code.length, 1, `a build loads the engine as one .wasm file; asked for ${requests.join(" ")}`);
  });
}
