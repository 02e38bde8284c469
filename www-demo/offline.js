// Makes every page of the site work without a network once one of them has been visited: see sw.js. A page that is opened
// from a folder has no worker; then there is nothing to do.

/** So long without a new file, and the page has all that it needs. The worker does not compete with it. */
const QUIET = 2000;

function untilQuiet() {
  return new Promise((resolve) => {
    let waiting = setTimeout(resolve, QUIET);
    const again = () => {
      clearTimeout(waiting);
      waiting = setTimeout(resolve, QUIET);
    };
    new PerformanceObserver(again).observe({ type: "resource" });
  });
}

async function begin() {
  await untilQuiet();
  await navigator.serviceWorker.register("./sw.js");
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage("keep");
}

if ("serviceWorker" in navigator && location.protocol !== "file:") {
  addEventListener("load", () => {
    // Without it, everything works as long as there is a network.
    begin().catch(() => {});
  });
}
