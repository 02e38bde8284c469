// The demo without a network, after the first load.

import assert from "node:assert/strict";
import { untilAllIsKept, whileDemo } from "../result/demo.mjs";

export const name = "demo, offline";
export const what = "loaded once, then without a network: the quiz and the playground open again and work";

/** The worker asks the network first. */
const OFFLINE = /net::ERR_INTERNET_DISCONNECTED/;

export async function run(options) {
  await whileDemo("demo-offline", options, async (open, { requests }) => {
    await open("index.html", (tab) => again(tab, requests, quizIsThere), { expected: [OFFLINE] });
    await open("playground.html", (tab) => again(tab, requests, playgroundIsThere), { expected: [OFFLINE] });
  });
}

async function again(tab, requests, isThere) {
  await isThere(tab);
  await tab.evaluate(untilAllIsKept);
  await tab.context().setOffline(true);
  const before = requests.length;
  await tab.reload();
  await isThere(tab);
  assert.deepEqual(requests.slice(before), [], "nothing came from the server");
}

const quizIsThere = (tab) => tab.locator("prescreen-quiz h2", { hasText: "Which medicines" }).waitFor();
const playgroundIsThere = (tab) => tab.locator("#tally", { hasText: "4 passed" }).waitFor();
