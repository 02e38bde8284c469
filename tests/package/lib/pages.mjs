// The static folder that the set-ups without a bundler share: their pages, and the package as npm lays it.

import { install } from "./install.mjs";
import { visit } from "./browser.mjs";
import { whileServed } from "./server.mjs";

/** Opens one of the pages; gives its outcome and every path that it asked for. */
export async function openPage(name, tarball, page, { headers, types, expected } = {}) {
  const folder = await install(name, { tarball, files: ["static"] });
  return whileServed(folder, { headers, types }, async (origin, requests) => {
    const outcome = await visit(`${origin}/${page}`, { expected });
    return { outcome, requests };
  });
}
