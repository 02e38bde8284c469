// How long a screening takes, in Node and in a browser alike: agreement first, then rounds in which every engine has its
// turn, so that whatever disturbs the machine disturbs all of them. CPU time of the whole process, so that collecting
// garbage and compiling count.

import { limit } from "./engines.mjs";

const OURS = "prescreen";

/**
 * @param host What differs between Node and a page: `engine(name)`, `json(name)`, `bytes(name)`, `text(name)`, and `cpu()`,
 *   the milliseconds of CPU so far.
 * @param pace How long: `rounds`, `sample` and `warmUp` in milliseconds.
 * @param names The engines that take part.
 */
export async function rounds(host, sizes, pace, names) {
  const records = { people: await host.json("people.json"), intakes: await host.json("intakes.json") };
  const results = [];
  for (const size of sizes) {
    const set = await host.json(`set-${size}.json`);
    const loaded = [];
    for (const name of names) {
      const engine = await opened(host, name, set, records);
      if (engine) loaded.push(engine);
    }
    for (const engine of loaded) await warmUp(host, engine, pace);
    for (let round = 0; round < pace.rounds; round += 1) {
      for (const engine of loaded) engine.samples.push(await sample(host, engine, engine.count));
      host.said(`size ${size}: round ${round + 1} of ${pace.rounds}`);
    }
    results.push(...rows(size, loaded));
  }
  return results;
}

async function opened(host, name, set, records) {
  const { about, start } = await host.engine(name);
  if (set.size > (about.upTo ?? Infinity)) return null;
  const load = await start(host);
  if (!load) return null;
  const loads = [];
  let screen;
  for (let time = 0; time < 3; time += 1) {
    const before = await host.cpu();
    screen = load(set);
    loads.push((await host.cpu()) - before);
  }
  const engine = { ...about, screen, records: records[about.takes], load: middle(loads), place: 0, samples: [] };
  host.said(`size ${set.size}: ${name} agrees with the reference on all ${await agreement(engine, set)} people`);
  return engine;
}

async function agreement({ id, screen, records }, { size, expected }) {
  for (const [place, record] of records.entries()) {
    const raised = (await screen(record)).slice().sort();
    if (raised.join() !== expected[place].join()) {
      throw new Error(`${id}, ${size} criteria, person ${place}: ${raised} where ${expected[place]} was expected`);
    }
  }
  return records.length;
}

/** Until the compiler of the JavaScript engine has nothing left to do for it, and we know how many make a sample. */
async function warmUp(host, engine, pace) {
  let count = 1;
  let spent = 0;
  let last = await sample(host, engine, count);
  while (spent < pace.warmUp) {
    if (last * count < pace.sample / 2) count *= 2;
    last = await sample(host, engine, count);
    spent += last * count;
  }
  engine.count = Math.max(1, Math.round(pace.sample / last));
}

/**
 * Milliseconds a screening. What a function of `screen` called `timed` does is timed in its stead: one answer changed of an
 * intake that stays. One called `all` takes every record in one call.
 */
async function sample(host, engine, count) {
  const { screen, records } = engine;
  const timed = screen.timed ?? screen;
  let { place } = engine;
  let sum = 0;
  let done = 0;
  const before = await host.cpu();
  while (done < count) {
    if (screen.all) {
      sum += screen.all(records).length;
      done += records.length;
      continue;
    }
    const raised = timed(records[place]);
    sum += raised.length ?? (await raised).length;
    place = place + 1 === records.length ? 0 : place + 1;
    done += 1;
  }
  const spent = (await host.cpu()) - before;
  engine.place = place;
  // So that no compiler finds out that nobody wants the ids.
  engine.sum = sum;
  return spent / done;
}

function rows(size, loaded) {
  const samplesOf = (id) => loaded.find((engine) => engine.id === id).samples;
  const hand = samplesOf(limit(size));
  const ours = samplesOf(OURS);
  return loaded.map((engine) => ({
    engine: engine.id,
    title: engine.title,
    package: engine.package ?? null,
    note: engine.note,
    size,
    microseconds: spread(engine.samples.map((sample) => sample * 1000)),
    toHand: spread(engine.samples.map((sample, round) => sample / hand[round])),
    toOurs: spread(engine.samples.map((sample, round) => sample / ours[round])),
    loadMilliseconds: engine.load,
  }));
}

/** The middle of the rounds, and the quarters that lie around it. */
function spread(values) {
  const sorted = values.slice().sort((a, b) => a - b);
  const at = (part) => sorted[Math.round((sorted.length - 1) * part)];
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

export function middle(values) {
  return spread(values).median;
}
