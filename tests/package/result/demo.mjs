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

/** `work` gets `open(page, (tab) => …, options)` and the paths that were asked for. `packs` is for the server. */
export async function whileDemo(name, { tarball, packs }, work) {
  const site = await install(name, { tarball });
  const demo = join(site, FOLDER);
  mkdirSync(demo, { recursive: true });
  cpSync(join(repository, "www-demo"), demo, { recursive: true });
  cpSync(join(site, "node_modules/prescreen"), join(demo, "prescreen"), { recursive: true });
  cpSync(join(repository, "protocols"), join(demo, "protocols"), { recursive: true });
  const served = {
    packs,
    headers: { "content-security-policy": POLICY },
    types: { ".svg": "image/svg+xml", ".toml": "text/plain" },
  };
  await whileServed(site, served, (origin, requests, stop) => {
    const open = (page, read, options = {}) =>
      visit(`${origin}${FOLDER}${page}`, {
        ...options,
        read: (tab) => {
          tab.setDefaultTimeout(PATIENCE);
          return read(tab);
        },
      });
    return work(open, { requests, origin, site, stop });
  });
}

/** In the page: until the worker answers for it and has kept the whole site. Gives the name of the version. */
export async function untilAllIsKept() {
  for (let tries = 1; tries <= 1200; tries += 1) {
    const [name, ...others] = (await caches.keys()).filter((each) => each.startsWith("prescreen-demo"));
    const cache = name === undefined ? undefined : await caches.open(name);
    const isWhole = (await cache?.match(new URL("index.html", location))) !== undefined;
    if (isWhole && others.length === 0 && navigator.serviceWorker.controller !== null) return name;
    await new Promise((resolve) => setTimeout(resolve, 50));
    // A browser may stop a worker before it is done; the next page that somebody opens says it again.
    if (tries % 300 === 0) (await navigator.serviceWorker.ready).active.postMessage("keep");
  }
  throw new Error("not everything was kept");
}
