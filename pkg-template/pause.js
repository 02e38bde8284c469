// A moment for the browser between two pieces of work, so that a slow phone goes on answering while a quiz starts.

export const pause = () => globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
