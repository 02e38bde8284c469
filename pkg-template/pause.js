// A moment for the browser between two pieces of work, so that a slow phone goes on answering while a quiz starts.

export const pause = () => globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));

/** Until the browser has nothing better to do. */
export const quiet = () =>
  new Promise((resolve) => {
    if (globalThis.requestIdleCallback) requestIdleCallback(resolve, { timeout: 3000 });
    else setTimeout(resolve, 1000);
  });
