// A folder served as a plain web server would serve it, and a list of what was asked of it.

import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".cjs": "text/plain",
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

/**
 * Serves `folder` while `work` runs; `work` gets the origin, the list of paths asked for so far, and what stops the
 * server before its time. `types` are content types, by the ending of the file, that this server has wrong. `packs`:
 * with gzip, for whoever takes it.
 */
export async function whileServed(folder, { headers = {}, types = {}, packs = false } = {}, work) {
  const known = { ...TYPES, ...types };
  const requests = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    requests.push(path);
    const file = join(folder, normalize(path.endsWith("/") ? `${path}index.html` : path));
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404, { "content-type": "text/plain", ...headers }).end(`no ${path}`);
      return;
    }
    const isPacked = packs && /\bgzip\b/.test(request.headers["accept-encoding"]);
    response.writeHead(200, {
      "content-type": known[extname(file)] ?? "application/octet-stream",
      "cache-control": packs ? "no-cache" : "no-store",
      ...(isPacked ? { "content-encoding": "gzip", vary: "accept-encoding" } : {}),
      ...headers,
    });
    if (isPacked) response.end(gzipSync(readFileSync(file)));
    else createReadStream(file).pipe(response);
  });
  const port = await listen(server);
  const stop = async () => {
    if (!server.listening) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  try {
    return await work(`http://127.0.0.1:${port}`, requests, stop);
  } finally {
    await stop();
  }
}

/** A port that nobody listens on at the moment, for tools that open their own. */
export async function freePort() {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listen(server) {
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(server.address().port));
  });
}
