// One engine from nothing, in a process or a page that has done nothing else: how long until the first answer, and how
// memory grows from then on.

/**
 * @param host As for `rounds`, with `memory()`: bytes in use after garbage was collected.
 * @param screenings How many to watch memory over; none leaves its growth out.
 */
export async function once(host, name, size, screenings) {
  // What a page would have at hand anyway: the criteria as data, and what a person said.
  const set = await host.json(`set-${size}.json`);
  const records = { people: await host.json("people.json"), intakes: await host.json("intakes.json") };
  // Kept to the end, so that letting go of it does not look as if memory shrank.
  globalThis.atHand = { set, records };
  const empty = await host.memory();
  const cpu = await host.cpu();
  const wall = performance.now();
  const { about, start } = await host.engine(name);
  if (size > (about.upTo ?? Infinity)) return null;
  // From nothing, a clinic's file needs the names that ship and no others.
  const isPlain = size === 18 && !screenings;
  const load = await start({ ...host, isPlain });
  if (!load) return null;
  const all = records[about.takes];
  const screen = load(set);
  const first = await screen(all[isPlain ? ordinary(set, records.people) : 0]);
  const wallMilliseconds = performance.now() - wall;
  const cpuMilliseconds = (await host.cpu()) - cpu;
  if (!Array.isArray(first)) throw new Error(`${name} gave no list`);
  const result = {
    engine: about.id,
    size,
    cpuMilliseconds,
    wallMilliseconds,
    loadedBytes: (await host.memory()) - empty,
  };
  if (!screenings) return result;
  // As it is timed, too: an intake that stays is made once.
  const again = screen.timed ?? screen;
  // What is made late is made by then.
  for (const record of all) await again(record);
  const loaded = await host.memory();
  for (let done = 0; done < screenings; done += 1) await again(all[done % all.length]);
  const after = await host.memory();
  return { ...result, growthBytes: (after - loaded) / screenings };
}

/** Somebody who takes only what the criteria of this set are about, or what is in no criterion. */
function ordinary({ rules }, people) {
  const known = new Set(["none", ...rules.map(({ about }) => about?.class)]);
  return people.findIndex(({ medications }) => medications.every((one) => known.has(one.class)));
}
