// Makes the page work without a network from its second visit on.
//
// The worker is not there yet while a page is loaded for the first time, so it sees none of the files. The page
// therefore tells it which they were. A page that is opened from a folder has no worker; then there is nothing to do.

const here = location.origin;

async function begin() {
  await navigator.serviceWorker.register("./sw.js");
  const { active } = await navigator.serviceWorker.ready;
  const tell = (entries) => {
    const files = entries.map(({ name }) => name).filter((name) => new URL(name).origin === here);
    active.postMessage([...new Set(files)]);
  };
  tell([...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]);
  new PerformanceObserver((list) => tell(list.getEntries())).observe({ type: "resource" });
}

if ("serviceWorker" in navigator && location.protocol !== "file:") {
  addEventListener("load", () => {
    // Without it, everything works as long as there is a network.
    begin().catch(() => {});
  });
}
