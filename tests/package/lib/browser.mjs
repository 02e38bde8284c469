// One Chromium for the whole run. A page passes only if nothing went wrong in it: no uncaught error, no error in the
// console, no violation of its Content-Security-Policy, no failed request, and no request to another origin.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

export const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const PATIENCE = 60_000;
const UNHURRIED = /\/(icon\.svg|favicon\.ico|names\/wide\.js)$/;

let browser;

export function executable() {
  if (process.env.PRESCREEN_CHROMIUM) return process.env.PRESCREEN_CHROMIUM;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        continue;
      }
    }
  }
  throw new Error("there is no Chromium: install one, or name it in the variable PRESCREEN_CHROMIUM");
}

/**
 * Opens `url` in a fresh context and gives what `read` reads from the page; by default `globalThis.outcome`, once it
 * is there. `expected` are the problems that the set-up wants to see: each must occur, and no other may.
 */
export async function visit(url, { expected = [], read = outcome } = {}) {
  browser ??= await chromium.launch({ executablePath: executable(), args: FLAGS });
  const context = await browser.newContext();
  const problems = [];
  try {
    const page = await context.newPage();
    watch(context, page, new URL(url).origin, problems);
    await page.goto(url);
    const unexpected = () => problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
    const result = await Promise.race([read(page), failure(page, unexpected)]);
    for (const pattern of expected) {
      if (!problems.some((problem) => pattern.test(problem))) problems.push(`did not happen: ${pattern}`);
    }
    if (unexpected().length > 0) throw new Error(`in the page:\n${unexpected().join("\n")}`);
    return result;
  } catch (error) {
    if (problems.length > 0) error.message += `\nseen in the page:\n${problems.join("\n")}`;
    throw error;
  } finally {
    await context.close();
  }
}

export async function closeBrowser() {
  await browser?.close();
}

async function outcome(page) {
  const handle = await page.waitForFunction(() => globalThis.outcome, null, { timeout: PATIENCE });
  return handle.jsonValue();
}

/** An uncaught error ends the wait at once. */
function failure(page, unexpected) {
  return new Promise((_, reject) => {
    page.on("pageerror", () => {
      if (unexpected().length > 0) reject(new Error("the page failed"));
    });
  });
}

function watch(context, page, origin, problems) {
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.stack ?? error}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  context.on("request", (request) => {
    const target = new URL(request.url());
    if (target.protocol.startsWith("http") && target.origin !== origin) {
      problems.push(`request to another origin: ${target}`);
    }
  });
  context.on("requestfailed", (request) => {
    // An icon, asked for when the browser likes, and names that nobody waits for are dropped when it leaves the page.
    if (UNHURRIED.test(request.url()) && request.failure()?.errorText === "net::ERR_ABORTED") return;
    problems.push(`request failed: ${request.url()} ${request.failure()?.errorText}`);
  });
}
