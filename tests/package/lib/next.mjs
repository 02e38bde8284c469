// A project with Next: a server component, a route handler and a client component, built and started.

import assert from "node:assert/strict";
import { visit } from "./browser.mjs";
import { expectScreened } from "./expect.mjs";
import { install } from "./install.mjs";
import { run, whileServing } from "./process.mjs";
import { freePort } from "./server.mjs";

const NEXT = ["node", "node_modules/next/dist/bin/next"];

const project = (name, tarball) => install(name, { tarball, files: ["next"], tools: ["next", "react", "react-dom"] });

export async function nextBuild(name, tarball, flags = []) {
  const folder = await project(name, tarball);
  await run([...NEXT, "build", ...flags], { cwd: folder });
  const code = await served(folder, "start");
  assert.equal(code.length, 1, `the browser loads the engine as one .wasm file, not ${code.length}`);
}

export async function nextDev(name, tarball) {
  await served(await project(name, tarball), "dev");
}

/** Screens on all three ways; gives the addresses of the code that the browser loaded. */
async function served(folder, command) {
  const port = String(await freePort());
  const origin = `http://127.0.0.1:${port}`;
  const started = [...NEXT, command, "--hostname", "127.0.0.1", "--port", port];
  return whileServing(started, { cwd: folder }, origin, async () => {
    const text = await visit(origin, { read: (page) => page.locator("pre").textContent() });
    expectScreened(JSON.parse(text));
    expectScreened(await (await fetch(`${origin}/api/screen`)).json());
    const { outcome, code } = await visit(`${origin}/client`, { read: inBrowser });
    expectScreened(outcome);
    return code;
  });
}

async function inBrowser(page) {
  await page.waitForFunction(() => globalThis.outcome);
  return page.evaluate(() => {
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    return { outcome: globalThis.outcome, code: loaded.filter((name) => name.includes(".wasm")) };
  });
}
