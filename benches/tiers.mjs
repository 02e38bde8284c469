// How long each way of asking takes in Node, with the package in target/npm: `cargo xtask package && node benches/tiers.mjs`.
//
// The ways take turns, round by round, and the median round counts: processor time of the whole process, for one intake.
// "met" intakes hold the names and times of those before them, as a register of one day does; of "new" ones every time is new.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROUNDS = 15;
const PEOPLE = 500;

const entry = new URL("../target/npm/prescreen/inline.js", import.meta.url);
if (!existsSync(fileURLToPath(entry))) throw new Error("run `cargo xtask package` first");
const { Protocol } = await import(entry);
const protocol = await Protocol.load("ketamine-iv");

const MEDICINES = [
  "Zoloft 100 mg every morning",
  "Lamictal 100 mg",
  "lorazepam 0.5 mg as needed",
  "CBD oil",
  "warfarin",
];
const SUBSTANCES = ["beer", "THC gummies", "cocaine"];
const START = Date.UTC(2026, 4, 5, 15, 45);

/** Four medicines, two substances, every question answered; seeded, so that every run asks the same. */
function people(isNew) {
  let seed = 20_261_122;
  const pick = (below) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const yes = () => pick(10) === 0;
  const use = (names) => {
    const minutes = isNew ? pick(40_000) : 60 * pick(600);
    return {
      name: names[pick(names.length)],
      last: new Date(START - minutes * 60_000).toISOString(),
      ongoing: pick(2) === 0,
    };
  };
  return Array.from({ length: PEOPLE }, (_, place) => {
    const now = new Date(START + (isNew ? place * 1000 : 0)).toISOString();
    return {
      now,
      appointment: { start: "2026-05-06T10:00:00-06:00", end: "2026-05-06T11:00:00-06:00" },
      answers: {
        age: 20 + pick(60),
        pregnant: yes(),
        breastfeeding: yes(),
        allergy: yes(),
        heart_brain: [],
        other_conditions: [],
        indications: ["depression"],
        counselor_before: !yes(),
        counselor_during_after: !yes(),
        regular_visits: !yes(),
        driver_home: !yes(),
        emergency_numbers: !yes(),
        medications: [use(MEDICINES), use(MEDICINES), use(MEDICINES), use(MEDICINES)],
        substances: [use(SUBSTANCES), use(SUBSTANCES)],
      },
    };
  });
}

const met = people(false);
const unmet = people(true);
const begun = protocol.resident({ now: met[0].now, answers: {} });
const answered = protocol.resident(met[0]);

const each = (intakes, ask) => () => {
  for (const intake of intakes) ask(intake);
};
/** The same, in a form that is not packed but read value by value. */
const unusual = (intake) => Object.assign(Object.create(null), intake);
/** One answer that changes, again and again. */
const changing = (resident, question, answer) => each(met, (intake) => resident.set(question, answer(intake)));

const ways = {
  "screen, met": each(met, (intake) => protocol.screen(intake)),
  "screen, new": each(unmet, (intake) => protocol.screen(intake)),
  "screen, unusual": each(met.map(unusual), (intake) => protocol.screen(intake)),
  "judge, met": each(met, (intake) => protocol.judge(intake)),
  "judge, new": each(unmet, (intake) => protocol.judge(intake)),
  "judgeAll, met": () => protocol.judgeAll(met),
  "judgeAll, new": () => protocol.judgeAll(unmet),
  "resident, begun, yes or no": changing(begun, "pregnant", ({ answers }) => answers.pregnant),
  "resident, answered, yes or no": changing(answered, "driver_home", ({ answers }) => answers.driver_home),
  "resident, answered, a number": changing(answered, "age", ({ answers }) => answers.age),
  "resident, answered, medicines": changing(answered, "medications", ({ answers }) => answers.medications),
};

const rounds = Object.fromEntries(Object.keys(ways).map((way) => [way, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [way, ask] of Object.entries(ways)) {
    // Quick ones often enough for the clock.
    const times = way.startsWith("screen") ? 1 : 10;
    const before = process.cpuUsage();
    for (let time = 0; time < times; time += 1) ask();
    const { user, system } = process.cpuUsage(before);
    rounds[way].push((user + system) / (times * PEOPLE));
  }
}
for (const [way, taken] of Object.entries(rounds)) {
  const median = taken.toSorted((a, b) => a - b)[ROUNDS >> 1];
  console.log(`${way.padEnd(32)}${median.toFixed(2).padStart(9)} µs`);
}
