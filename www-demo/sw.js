// Keeps the whole site in the browser, so that every page of it works without a network once one has been visited. With
// a network, the network comes first: what is shown is never older than the server's.
//
// No list of files stands here, since it would be wrong one day. The worker follows what the files name, from the first
// page on: links and scripts of pages, imports of modules, and the addresses that they fetch.

const PREFIX = "prescreen-demo";
const FOLDER = new URL("./", location).href;
const FIRST = plain(FOLDER);

const IN_PAGES = /\b(?:href|src)="([^"#?]+)"/g;
/** In quotes, with a folder and an ending: `"./time.js"`, `"playground/example.toml"`. */
const IN_MODULES = /["'](\.{0,2}[\w-]*\/[\w./-]+\.(?:css|js|json|toml|wasm))["']/g;

let keeping;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

/** A page says that it has nothing left to load. */
addEventListener("message", (event) => {
  // Once in the life of a worker, which is a visit. Where it fails, what was kept before stays.
  keeping ??= keep().catch(() => (keeping = undefined));
  event.waitUntil(keeping);
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(FOLDER)) return;
  event.respondWith(fetch(request).catch((error) => kept(request, error)));
});

async function kept({ url }, error) {
  const found = await caches.match(plain(url));
  if (found === undefined) throw error;
  return found;
}

/** A version of the site is known by the digest of its files. The one before goes when the new one is whole. */
async function keep() {
  const files = await filesOfTheSite();
  const version = `${PREFIX}-${await digestOf(files)}`;
  const cache = await caches.open(version);
  const put = ([url, { bytes, headers }]) => cache.put(url, new Response(bytes, { headers }));
  const [first, others] = [files.filter(isFirst), files.filter((file) => !isFirst(file))];
  // The first page comes last: where it is, all is. A browser may stop a worker at any time.
  if ((await cache.match(FIRST)) === undefined) {
    await Promise.all(others.map(put));
    await Promise.all(first.map(put));
  }
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== version);
  await Promise.all(old.map((name) => caches.delete(name)));
}

const isFirst = ([url]) => url === FIRST;

/** Each as `[url, { bytes, headers }]`, in the order of their addresses. */
async function filesOfTheSite() {
  const files = new Map();
  const follow = async (url) => {
    if (files.has(url) || !url.startsWith(FOLDER)) return;
    files.set(url, null);
    const response = await fetch(url, { cache: "no-cache" });
    // What looks like an address need not be one.
    if (!response.ok) return;
    const bytes = await response.arrayBuffer();
    files.set(url, { bytes, headers: ofDecoded(response.headers) });
    await Promise.all(named(url, bytes).map(follow));
  };
  await follow(FIRST);
  return [...files].filter(([, file]) => file !== null).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** The addresses that a page or a module names. Without a dot at the start they are seen from the page. */
function named(url, bytes) {
  const pattern = { html: IN_PAGES, js: IN_MODULES }[url.split(".").at(-1)];
  if (pattern === undefined) return [];
  const found = new TextDecoder().decode(bytes).matchAll(pattern);
  return [...found].map(([, address]) => plain(new URL(address, address.startsWith(".") ? url : FOLDER)));
}

/** The bytes are unpacked already. */
function ofDecoded(given) {
  const headers = new Headers(given);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  return headers;
}

async function digestOf(files) {
  const parts = files.flatMap(([url, { bytes }]) => [`${url} ${bytes.byteLength}\n`, bytes]);
  const digest = await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What stands behind `#` and `?` is for the page alone, and a folder is its first page. */
function plain(address) {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname.replace(/\/$/, "/index.html")}`;
}
