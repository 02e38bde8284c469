// The page of a result, from the installed package, under the policy that a strict site has.

import { visit } from "../lib/browser.mjs";
import { install } from "../lib/install.mjs";
import { whileServed } from "../lib/server.mjs";
import { intakeOf } from "./intakes.mjs";

export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'";
const PATIENCE = 10_000;

/** `work` gets what opens the result of an outcome: `open(outcome, { locale, dir }, (page, disposition) => …)`. */
export async function whileResults(name, { tarball }, work) {
  const folder = await install(name, { tarball, files: ["result"] });
  await whileServed(folder, { headers: { "content-security-policy": POLICY } }, (origin) =>
    work((outcome, query, read) => {
      const address = new URLSearchParams({ locale: "en", ...query, intake: JSON.stringify(intakeOf(outcome)) });
      return visit(`${origin}/?${address}`, {
        read: async (page) => {
          page.setDefaultTimeout(PATIENCE);
          const handle = await page.waitForFunction(() => globalThis.outcome);
          return read(page, (await handle.jsonValue()).disposition);
        },
      });
    }),
  );
}
