// The same measurements in Chromium: a page runs them, its processor time and its memory are read over the debugging
// protocol, since a page knows neither.

import { readFileSync, readdirSync } from "node:fs";
import { whileServed } from "../../../tests/package/lib/server.mjs";
import { FLAGS, executable } from "../../../tests/package/lib/browser.mjs";
import { tool } from "./tools.mjs";

const { chromium } = tool("playwright-core");

/** Opens a page over `folder` in a browser of its own, has `work(measure)` done in it, and closes it. */
export async function inChromium(folder, work) {
  const browser = await chromium.launch({ executablePath: executable(), args: FLAGS });
  try {
    return await whileServed(folder, {}, async (origin) => {
      const page = await browser.newPage();
      const whole = await browser.newBrowserCDPSession();
      const inside = await page.context().newCDPSession(page);
      await page.exposeFunction("outsideCpu", () => renderers(whole));
      await page.exposeFunction("outsideMemory", () => heap(inside));
      await page.exposeFunction("outsideSaid", (line) => process.stderr.write(`  Chromium, ${line}\n`));
      page.on("pageerror", (error) => process.stderr.write(`  in the page: ${error.message}\n`));
      await page.goto(`${origin}/page.html`);
      await page.waitForFunction(() => globalThis.measure);
      return await work((name, ...given) =>
        page.evaluate(([name, given]) => globalThis.measure[name](...given), [name, given]),
      );
    });
  } finally {
    await browser.close();
  }
}

export async function version() {
  const browser = await chromium.launch({ executablePath: executable(), args: FLAGS });
  const found = browser.version();
  await browser.close();
  return found;
}

/** Milliseconds of all processes that show pages; there is one page. */
async function renderers(session) {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const all = processInfo.filter(({ type }) => type === "renderer");
  return all.reduce((sum, { id, cpuTime }) => sum + (finely(id) ?? cpuTime * 1000), 0);
}

/** Linux counts in nanoseconds, a thread each; what Chromium says of itself is in hundredths of a second. */
function finely(process) {
  try {
    const threads = `/proc/${process}/task`;
    const spent = readdirSync(threads).map((thread) => readFileSync(`${threads}/${thread}/schedstat`, "utf8"));
    return spent.reduce((sum, line) => sum + Number(line.split(" ", 1)[0]) / 1e6, 0);
  } catch {
    return null;
  }
}

async function heap(session) {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize } = await session.send("Runtime.getHeapUsage");
  return usedSize + (backingStorageSize ?? 0);
}
