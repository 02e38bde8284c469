// The page of a worker: it screens nothing itself.

const worker = new Worker(new URL("./worker.mjs", import.meta.url), { type: "module" });
worker.addEventListener("message", ({ data }) => {
  globalThis.outcome = data;
});
worker.addEventListener("error", (event) => {
  throw new Error(`the worker failed: ${event.message}`);
});
