// The demo as it is served: the pages of www-demo with the installed package beside them, in a folder of a site.

import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { visit } from "../lib/browser.mjs";
import { install } from "../lib/install.mjs";
import { repository } from "../lib/paths.mjs";
import { whileServed } from "../lib/server.mjs";
import { POLICY } from "./open.mjs";

const PATIENCE = 10_000;

/** Any folder will do; it is not the root of a site. */
export const FOLDER = "/some/folder/";

/** `work` gets `open(page, (tab) => …, options)` and the paths that were asked for. */
export async function whileDemo(name, { tarball }, work) {
  const site = await install(name, { tarball });
  const demo = join(site, FOLDER);
  mkdirSync(demo, { recursive: true });
  cpSync(join(repository, "www-demo"), demo, { recursive: true });
  cpSync(join(site, "node_modules/prescreen"), join(demo, "prescreen"), { recursive: true });
  cpSync(join(repository, "protocols"), join(demo, "protocols"), { recursive: true });
  const served = {
    headers: { "content-security-policy": POLICY },
    types: { ".svg": "image/svg+xml", ".toml": "text/plain" },
  };
  await whileServed(site, served, (origin, requests) => {
    const open = (page, read, options = {}) =>
      visit(`${origin}${FOLDER}${page}`, {
        ...options,
        read: (tab) => {
          tab.setDefaultTimeout(PATIENCE);
          return read(tab);
        },
      });
    return work(open, { requests, origin });
  });
}

/** In the page: until the worker answers for it and has every file that the page has loaded. */
export async function untilAllIsKept() {
  const cache = await caches.open("prescreen-demo");
  const entries = ["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type));
  const isKept = async ({ name }) => (await cache.match(name.split("#")[0])) !== undefined;
  const all = async () => (await Promise.all(entries.map(isKept))).every(Boolean);
  while (navigator.serviceWorker.controller === null || !(await all())) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
