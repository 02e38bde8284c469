// The demo without a network, after the first load of any of its pages.

import assert from "node:assert/strict";
import { appendFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { FOLDER, untilAllIsKept, whileDemo } from "../result/demo.mjs";

export const name = "demo, offline";
export const what = "one page loaded once, then no server: every page works; a new version takes the place of the old";

/** The worker asks the network first. */
const OFFLINE = /net::ERR_INTERNET_DISCONNECTED/;
const STOPPED = /net::ERR_CONNECTION_REFUSED/;

const asks = (question) => (tab) => tab.locator("prescreen-quiz h2", { hasText: question }).waitFor();

/** What each page does that needs files. */
const PAGES = {
  "es.html": asks("Qué medicamentos"),
  "index.html": asks("Which medicines"),
  "intake.html": async (tab) => {
    await asks("Which medicines")(tab);
    await tab.getByLabel("When would you like to come?").fill("2027-05-05T10:00");
    await tab.waitForFunction(() => document.querySelector("prescreen-quiz").appointment !== null);
  },
  "playground.html": async (tab) => {
    await tab.locator("#tally", { hasText: "4 passed" }).waitFor();
    await tab.locator("#language").selectOption("es");
    await tab.locator("#result", { hasText: "Su resultado" }).waitFor();
    await tab.locator("#start-from").selectOption("ketamine-iv");
    await tab.getByRole("button", { name: "Load it" }).click();
    await tab.locator("#tally", { hasText: /\d{3} passed/ }).waitFor();
  },
};

export async function run(options) {
  await whileDemo("demo-offline", { ...options, packs: true }, async (open, { requests, site, stop }) => {
    const pages = readdirSync(join(site, FOLDER)).filter((file) => file.endsWith(".html"));
    assert.deepEqual(pages.toSorted(), Object.keys(PAGES).toSorted());
    await open("index.html", (tab) => newVersion(tab, join(site, FOLDER)), { expected: [OFFLINE] });
    for (const page of pages.slice(1)) {
      const offline = async (tab) => tab.context().setOffline(true);
      await open(page, (tab) => everyPage(tab, page, requests, offline), { expected: [OFFLINE] });
    }
    await open(pages[0], (tab) => everyPage(tab, pages[0], requests, stop), { expected: [STOPPED] });
  });
}

/** After the first load of `first` every page works, and each asks nothing of a server. */
async function everyPage(tab, first, requests, goOffline) {
  await PAGES[first](tab);
  await tab.evaluate(untilAllIsKept);
  await goOffline(tab);
  const before = requests.length;
  for (const [page, works] of Object.entries(PAGES)) {
    await tab.goto(new URL(page, tab.url()).href);
    await works(tab);
  }
  await tab.goto(new URL("./", tab.url()).href);
  await PAGES["index.html"](tab);
  assert.deepEqual(requests.slice(before), [], "nothing came from the server");
}

/** What the server has changed is there on the next visit, and what was kept before is gone. */
async function newVersion(tab, folder) {
  await PAGES["index.html"](tab);
  const before = await tab.evaluate(untilAllIsKept);
  assert.deepEqual(await unneeded(tab), []);
  appendFileSync(join(folder, "intake.js"), "\n// a new version\n");
  await tab.evaluate(() => caches.open("prescreen-demo"));
  const browser = await tab.context().newCDPSession(tab);
  await browser.send("ServiceWorker.enable");
  await browser.send("ServiceWorker.stopAllWorkers");
  await tab.reload();
  await tab.waitForFunction(async (old) => !(await caches.has(old)), before);
  assert.notEqual(await tab.evaluate(untilAllIsKept), before);
  await tab.context().setOffline(true);
  const kept = await tab.evaluate(async () => (await fetch("intake.js")).text());
  assert.ok(kept.endsWith("// a new version\n"));
}

/** Of what is kept, what no page shows or runs: pictures of the pages, documents, other builds of the engine. */
async function unneeded(tab) {
  const kept = await tab.evaluate(async () => {
    const cache = await caches.open((await caches.keys())[0]);
    return (await cache.keys()).map(({ url }) => url.slice(new URL("./", location).href.length));
  });
  assert.ok(kept.length > 20, kept.join());
  return kept.filter((file) => /screenshots|inline|base64|\.(md|ts|cjs)$/.test(file));
}
