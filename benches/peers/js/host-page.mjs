// What the measurements need of the place where they run, in a page. Its clock and its memory are read from outside, by
// whoever opened it: see `chromium.mjs`.

import { once } from "./once.mjs";
import { rounds } from "./rounds.mjs";

const get = async (name) => {
  const response = await fetch(`/${name}`);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
};

const host = {
  engine: (name) => import(`/engines/${name}.js`),
  text: async (name) => (await get(name)).text(),
  json: async (name) => (await get(name)).json(),
  bytes: async (name) => new Uint8Array(await (await get(name)).arrayBuffer()),
  cpu: () => globalThis.outsideCpu(),
  memory: () => globalThis.outsideMemory(),
  said: (line) => globalThis.outsideSaid(line),
};

globalThis.measure = {
  rounds: (sizes, pace, names) => rounds(host, sizes, pace, names),
  once: (name, size, screenings) => once(host, name, size, screenings),
};
