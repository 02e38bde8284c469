// Lighthouse as it reports on phones: a slow one, on a slow network.

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { executable, FLAGS } from "./browser.mjs";

/** `work` gets `audit(url)`, which gives the report. */
export async function whileLighthouse(work) {
  const chrome = await launch({ chromePath: executable(), chromeFlags: FLAGS, logLevel: "silent" });
  try {
    return await work(async (url) => {
      const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: "error" });
      if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
      return lhr;
    });
  } finally {
    chrome.kill();
  }
}

/**
 * The milliseconds until something can be seen in the shadow of an element, on a computer and a network that are really
 * as slow as a report says. Lighthouse itself computes such times, and only those that it knows.
 */
export async function timeUntil(tab, url, { configSettings: { throttling } }, [host, inside]) {
  const bytes = (kilobits) => (kilobits * 1024) / 8;
  const devtools = await tab.context().newCDPSession(tab);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: throttling.cpuSlowdownMultiplier });
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: throttling.requestLatencyMs,
    downloadThroughput: bytes(throttling.downloadThroughputKbps),
    uploadThroughput: bytes(throttling.uploadThroughputKbps),
  });
  await tab.addInitScript(mark, [host, inside]);
  await tab.goto(url);
  const seen = await tab.waitForFunction(() => performance.getEntriesByName("usable")[0]?.startTime);
  return seen.jsonValue();
}

/** In the page, before anything of it has run. */
function mark([host, inside]) {
  const look = () => {
    const found = document.querySelector(host)?.shadowRoot?.querySelector(inside);
    if (found?.checkVisibility()) performance.mark("usable");
    else requestAnimationFrame(look);
  };
  look();
}
