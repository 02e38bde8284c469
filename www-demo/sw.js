// Keeps what the pages of this folder have loaded, so that they work without a network. With one, the network comes
// first: a page is never older than the server's, and no list of files has to be kept here.

const CACHE = "prescreen-demo";

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

/** What a page had loaded before this worker was there. */
addEventListener("message", (event) => event.waitUntil(keepAll(event.data)));

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(answer(request));
});

async function answer(request) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(plain(request.url), response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(plain(request.url));
    if (kept === undefined) throw error;
    return kept;
  }
}

async function keepAll(urls) {
  const cache = await caches.open(CACHE);
  const keep = async (url) => {
    if ((await cache.match(url)) === undefined) await cache.add(url);
  };
  // A file that cannot be kept is missing later; the others need not be.
  await Promise.allSettled(urls.map(plain).map(keep));
}

/** What stands behind `#` and `?` is for the page alone. */
function plain(address) {
  const url = new URL(address);
  return url.origin + url.pathname;
}
