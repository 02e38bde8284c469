// The faster ways of asking, given what no form sends. They agree with the screening on everything; where they differ in how
// they go about it, that is looked at too.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { Lexicon, Protocol } from "prescreen";
import { compareTiers, unpacked } from "./tiers.mjs";

const NOW = "2026-05-05T09:45:00-06:00";
const protocol = await Protocol.load("ketamine-iv");
const lamictal = { name: "Lamictal 100 mg", last: "2026-05-04T22:01:00-06:00", ongoing: true };
const good = {
  now: NOW,
  appointment: { start: "2026-05-05T10:00:00-06:00" },
  answers: { age: 42, pregnant: false, indications: ["depression", "ptsd"], medications: [lamictal], substances: [] },
};
const withAnswer = (id, answer) => ({ ...good, answers: { ...good.answers, [id]: answer } });
const withUse = (use) => withAnswer("medications", [lamictal, use]);

/** Whether a call reads value by value. The plain way asks for the keys of every object, the packed way never does. */
function goesThePlainWay(call) {
  const { keys } = Object;
  let asked = 0;
  Object.keys = (value) => {
    asked += 1;
    return keys(value);
  };
  try {
    call();
  } finally {
    Object.keys = keys;
  }
  return asked > 0;
}

function agree(...intakes) {
  const { agreed, different } = compareTiers(protocol, "hostile", intakes);
  assert.deepEqual(different, []);
  assert.equal(agreed, 4 * intakes.length);
}

test("what a form sends is packed", () => {
  const packed = [
    good,
    { now: NOW },
    { now: NOW, appointment: null, answers: null },
    { now: NOW, appointment: undefined, answers: { age: undefined } },
    { ...good, now: new Date(NOW), appointment: { start: "2026-05-06", end: new Date("2026-05-06T23:00:00Z") } },
    { ...good, appointment: { start: { earliest: "2026-05-06T09:00:00-06:00", latest: "2026-05-06T12:00:00-06:00" } } },
    withAnswer("age", null),
    withAnswer("age", -0),
    withAnswer("medications", null),
    withUse({ name: "warfarin" }),
    withUse({ name: "warfarin", last: null, ongoing: null, next: null }),
    withUse({ name: "warfarin", last: "never", next: "2026-05-05T18:00:00-06:00" }),
    withUse({ name: "warfarin", last: { latest: "2026-05-04" }, ongoing: false, next: undefined }),
    withUse({ name: "warfarin", last: new Date("2026-05-04T12:00:00Z") }),
    withUse({ name: "xyzzy" }),
    JSON.parse(JSON.stringify(good)),
  ];
  // Names and times are met for the first time.
  protocol.judgeAll(packed);
  for (const intake of packed) {
    assert.equal(
      goesThePlainWay(() => protocol.judge(intake)),
      false,
      JSON.stringify(intake),
    );
  }
  assert.equal(
    goesThePlainWay(() => protocol.judgeAll(packed)),
    false,
  );
  for (const intake of packed) {
    assert.equal(
      goesThePlainWay(() => protocol.screen(intake)),
      false,
      JSON.stringify(intake),
    );
  }
  agree(...packed);
});

test("what has to be reported is read as it is", () => {
  const reported = [
    withAnswer("age", 4200),
    withAnswer("age", 4.5),
    withAnswer("age", "42"),
    withAnswer("age", { min: 40, max: 50 }),
    withAnswer("pregnant", "no"),
    withAnswer("pregnant", 0),
    withAnswer("indications", "depression"),
    withAnswer("indications", ["depression", "boredom"]),
    withAnswer("indications", ["depression", 1]),
    withAnswer("indications", Array(100).fill("depression")),
    withAnswer("medications", "none"),
    withAnswer("medications", [{ name: "none" }]),
    withAnswer("medications", [lamictal, { name: "none" }]),
    withAnswer("medications", [{}]),
    withAnswer("medications", Array(1001).fill(lamictal)),
    withUse({ name: "Lamictl", means: "lamotrigine" }),
    withUse({ name: "x".repeat(5000) }),
    withUse({ name: "warfarin", last: "last Tuesday" }),
    withUse({ name: "warfarin", last: "2027-01-01" }),
    withUse({ name: "warfarin", last: { latest: "2026-05-01", earliest: "2026-05-03" } }),
    withUse({ name: "warfarin", last: { about: "2026-05-01", within: "2 days" } }),
    withUse({ name: "warfarin", last: {} }),
    withUse({ name: "warfarin", last: "never", ongoing: true }),
    withUse({ name: "warfarin", ongoing: "sometimes" }),
    withUse({ name: "warfarin", next: "2026-05-01" }),
  ];
  for (const intake of reported)
    assert.equal(
      goesThePlainWay(() => protocol.judge(intake)),
      true,
    );
  agree(...reported);
  agree(good, ...reported.flatMap((intake) => [intake, good]));
});

test("what is refused is refused the same way", () => {
  const fails = () => {
    throw new Error("not today");
  };
  const odd = [
    NaN,
    Infinity,
    10n,
    Symbol("age"),
    () => 42,
    new Map(),
    /42/,
    new Date(NaN),
    new Uint8Array(2),
    "\ud800",
  ];
  const cyclic = { ...good };
  cyclic.answers = { age: cyclic };
  const list = [];
  list.push(list, list);
  let deep = 1;
  for (let level = 0; level < 10_000; level += 1) deep = [deep];
  agree(
    ...odd.map((value) => withAnswer("age", value)),
    ...odd.map((value) => withAnswer("medications", [value])),
    ...odd.map((value) => withUse({ name: value })),
    ...odd.map((value) => withUse({ name: "warfarin", last: value })),
    ...odd.map((value) => ({ ...good, now: value })),
    ...[undefined, null, 42, "{}", [], true, {}, { answers: {} }, { now: "2026" }, { now: "never" }],
    { ...good, anwsers: {} },
    { ...good, answers: [] },
    { ...good, appointment: { end: NOW } },
    { ...good, appointment: { start: NOW, ends: NOW } },
    { ...good, appointment: { start: "2026-05-06T10:00:00-06:00", end: NOW } },
    { ...good, appointment: { start: "soon" } },
    withAnswer("medication", []),
    withUse({ name: "warfarin", lst: NOW }),
    withAnswer("indications", ["depression", undefined]),
    withAnswer("indications", Array(3)),
    withAnswer("age", {
      get min() {
        return fails();
      },
    }),
    {
      now: NOW,
      answers: {
        get age() {
          return fails();
        },
      },
    },
    {
      get now() {
        return fails();
      },
    },
    withAnswer("age", new Proxy({}, { ownKeys: fails })),
    new Proxy(good, { ownKeys: fails }),
    cyclic,
    withAnswer("medications", list),
    withAnswer("age", deep),
  );
});

test("objects that are not what they seem", () => {
  class Named {
    name = "warfarin";
    last = "2026-05-04T22:01:00-06:00";
  }
  const hidden = Object.defineProperty({ name: "warfarin" }, "last", { value: NOW, enumerable: false });
  const tagged = (value) => ({ ...value, [Symbol.toStringTag]: "Map" });
  const elsewhere = runInNewContext(`({ name: "warfarin", last: new Date(0) })`);
  const parameters = (function () {
    return Object.assign(arguments, { now: NOW });
  })();
  const moved = Object.setPrototypeOf(new Date(0), Object.prototype);
  const faked = Object.setPrototypeOf({}, Date.prototype);
  agree(
    withUse(new Named()),
    withUse(Object.create({ name: "warfarin" })),
    withUse(Object.assign(Object.create({ last: NOW }), { name: "warfarin" })),
    withUse(Object.assign(Object.create(null), { name: "warfarin" })),
    withUse(hidden),
    withUse(tagged({ name: "warfarin" })),
    tagged(good),
    withUse(elsewhere),
    withUse({ name: "warfarin", last: moved }),
    withUse({ name: "warfarin", last: faked }),
    withUse({ name: "warfarin", last: new (class extends Date {})(0) }),
    withUse(new Proxy({ name: "warfarin" }, {})),
    withUse(Object.freeze({ name: "warfarin" })),
    withUse(JSON.parse('{ "name": "warfarin", "__proto__": { "last": "2026-05-04" } }')),
    JSON.parse(`{ "now": "${NOW}", "answers": { "__proto__": 1, "constructor": 2, "toString": null } }`),
    withUse(new String("warfarin")),
    withUse({ name: new String("warfarin") }),
    withAnswer("pregnant", new Boolean(false)),
    withAnswer("age", new Number(42)),
    withAnswer("indications", Object.assign(["depression"], { extra: 1 })),
    parameters,
    { now: NOW, answers: parameters },
    (function () {
      return { now: NOW, answers: arguments };
    })(),
  );
});

test("a key that every object has been given is nobody's answer", () => {
  for (const key of ["last", "start", "latest"]) {
    Object.prototype[key] = "2026-05-05T09:44:00-06:00";
    try {
      agree(good, withUse({ name: "warfarin" }), { answers: {} }, { now: NOW });
    } finally {
      delete Object.prototype[key];
    }
  }
});

test("more names and times than are kept, and more intakes than fit", () => {
  const minute = (place) => new Date(Date.UTC(2026, 3, 1, 0, place)).toISOString();
  const many = Array.from({ length: 5000 }, (_, place) => ({
    now: NOW,
    answers: { medications: [{ name: `nobody knows ${place}`, last: minute(place) }, lamictal], substances: [] },
  }));
  const all = protocol.judgeAll(many);
  assert.equal(all.length, many.length);
  for (const [place, judgement] of all.entries()) {
    if (place % 50 === 0) assert.deepEqual(judgement, protocol.judge(many[place]));
    assert.ok(judgement.possible.includes("unrecognised-name"));
  }
  const long = withAnswer("medications", Array(1000).fill(lamictal));
  const longer = {
    ...long,
    answers: { ...long.answers, substances: Array(1000).fill({ name: "beer", last: "2026-05-01" }) },
  };
  agree(long, longer, good, long, longer);
});

test("a screening is nobody else's", () => {
  const answers = { ...good.answers, indications: ["depression"], medications: [{ ...lamictal }, { name: "percs" }] };
  const intake = { ...good, answers };
  const screen = () => protocol.screen(intake);
  for (const screening of [screen(), unpacked(screen), screen()]) {
    const before = JSON.stringify(screening);
    assert.ok(screening.findings.length > 5);
    const seen = new Set();
    const spoil = (value) => {
      if (typeof value !== "object" || value === null) return;
      assert.ok(!seen.has(value), "nothing stands in two places");
      seen.add(value);
      for (const key of Object.keys(value)) {
        spoil(value[key]);
        value[key] = "spoilt";
      }
      Object.freeze(value);
    };
    spoil(screening);
    assert.deepEqual(answers.indications, ["depression"]);
    assert.equal(JSON.stringify(screen()), before);
  }
});

test("names come and go, and every screening shows its own", () => {
  // More than are kept, so that memory in which one was read is used for others.
  const stems = ["phenelzin", "lorazepm", "oxycodne", "tramadl", "percs", "xyzzy"];
  for (let turn = 0; turn < 3_000; turn += 1) {
    const medications = stems.map((stem, place) => ({ name: `${stem} ${(turn * 7 + place) % 6_000} mg`, last: null }));
    const intake = { ...good, answers: { ...good.answers, medications } };
    const { findings } = protocol.screen(intake);
    let shown = 0;
    for (const { question, item, said, reading } of findings.flatMap(({ evidence }) => evidence)) {
      if (question !== "medications" || item === undefined) continue;
      shown += 1;
      assert.equal(said, medications[item].name);
      for (const { text } of reading) assert.ok(said.includes(text), `${said}: ${text}`);
    }
    assert.ok(shown > 0);
    if (turn % 100 === 99) agree(intake);
  }
});

test("what is shown is what was judged, whatever an answer says when it is read again", () => {
  const [first, second] = protocol.questions().find(({ id }) => id === "heart_brain").options;
  const changing = Object.defineProperty([], 0, {
    get: () => (read.push("heart_brain"), read.length < 3 ? first.id : second.id),
    enumerable: true,
  });
  const read = [];
  const answers = {
    get pregnant() {
      read.push("pregnant");
      return read.length === 1;
    },
    heart_brain: changing,
  };
  const { findings } = protocol.screen({ now: NOW, answers });
  assert.deepEqual(read, ["pregnant", "heart_brain"]);
  const said = findings.flatMap(({ evidence }) => evidence.map((one) => one.said));
  assert.ok(said.includes(true));
  assert.ok(said.some((one) => one[0] === first.id));
  assert.ok(!JSON.stringify(said).includes(second.id));
});

test("a getter may ask about another intake, and changes nothing by that", () => {
  const other = withAnswer("pregnant", true);
  const expected = [protocol.screen(good), protocol.judge(good)].map((one) => JSON.stringify(one));
  const asking = {
    ...good,
    answers: {
      ...good.answers,
      get age() {
        const asked = [protocol.judge(other), protocol.screen(other), protocol.judgeAll([other, other])[1]];
        for (const { disposition } of asked) assert.equal(disposition, "ineligible");
        return 42;
      },
    },
  };
  const found = [protocol.screen(asking), protocol.judge(asking)].map((one) => JSON.stringify(one));
  assert.deepEqual(
    found.map((one) => JSON.parse(one).disposition),
    expected.map((one) => JSON.parse(one).disposition),
  );
  assert.deepEqual(
    protocol.judgeAll([good, asking, good]).map((one) => JSON.stringify(one)),
    Array(3).fill(expected[1]),
  );
});

test("times are written the same way, also where years end", () => {
  const at = (start) => ({ now: "2026-05-05T15:45:00.125Z", appointment: { start }, answers: good.answers });
  agree(
    at("2026-05-06T10:00:00.500+05:45"),
    at("2026-05-06T10:00:00-00:30"),
    at("9999-12-31T23:59:59.999Z"),
    at("9999-12-31T23:59:59.999-11:00"),
    at("9999-12-31T20:00:00+14:00"),
    at({ earliest: "2026-05-06T10:00:00Z" }),
    { ...at("0000-01-01T00:30:00+12:00"), now: "0000-01-01T00:15:00+12:00", answers: {} },
    { ...at("0000-01-01T00:30:00-12:00"), now: "0000-01-01T00:15:00-12:00", answers: {} },
    {
      now: new Date("2026-05-05T15:45:00.125Z"),
      answers: withUse({ name: "percs", last: new Date(1_777_000_000_000) }).answers,
    },
  );
});

test("a memory that grows in between is found again", async () => {
  const before = protocol.judge(good);
  const resident = protocol.resident(good);
  const others = [];
  for (let count = 0; count < 20; count += 1)
    others.push((await Lexicon.load()).withWide(""), await Protocol.load("ketamine-path"));
  assert.deepEqual(protocol.judge(good), before);
  assert.deepEqual(resident.judge(), before);
  assert.equal(resident.set("pregnant", true).disposition, "ineligible");
  for (const other of others) other.free();
});

test("what many intakes come to is in their order, an error in its place", () => {
  const bad = { ...good, answers: { nothing: 1 } };
  const [first, second, third] = protocol.judgeAll([good, bad, withAnswer("pregnant", true)]);
  assert.deepEqual(first, protocol.judge(good));
  assert.ok(second instanceof Error);
  assert.deepEqual([second.name, second.diagnostics[0].code], ["IntakeError", "unknown-question"]);
  assert.equal(third.disposition, "ineligible");
  assert.deepEqual(protocol.judgeAll([]), []);
  for (const wrong of [undefined, null, good, "[]"]) assert.throws(() => protocol.judgeAll(wrong), TypeError);
});

test("a resident intake is nobody else's", () => {
  const answers = { medications: [{ ...lamictal }], substances: [] };
  const resident = protocol.resident({ now: NOW, answers });
  const before = resident.judge();
  answers.medications[0].name = "phenelzine";
  assert.deepEqual(resident.judge(), before);
  const uses = [{ name: "warfarin", last: new Date("2026-05-04T12:00:00Z") }];
  resident.set("medications", uses);
  const after = resident.judge();
  uses[0].last.setFullYear(2020);
  uses.push({ name: "phenelzine" });
  resident.intake().answers.medications.pop();
  assert.deepEqual(resident.judge(), after);
  assert.deepEqual(protocol.judge(resident.intake()), after);
  assert.equal(resident.screen().disposition, after.disposition);
});

test("what a resident intake refuses changes nothing", () => {
  const resident = protocol.resident(good);
  const [step, intake] = [resident.step(), resident.intake()];
  for (const call of [
    () => resident.set("medication", []),
    () => resident.set("age", NaN),
    () => resident.set("medications", [{ name: "warfarin", lst: NOW }]),
    () => resident.remove("medication"),
  ]) {
    assert.throws(call, (error) => error.name === "IntakeError" && error.diagnostics[0].path.startsWith("answers."));
    assert.deepEqual([resident.step(), resident.intake()], [step, intake]);
  }
  assert.deepEqual(resident.set("age", undefined), protocol.resident(withAnswer("age", undefined)).step());
});

test("a protocol that was freed says so, and leaves the memory to others", async () => {
  const other = await Protocol.load("ketamine-iv");
  other.judge(good);
  other.free();
  assert.throws(() => other.judge(good));
  assert.throws(() => other.judgeAll([good]));
  assert.deepEqual(protocol.judge(good), protocol.judge(JSON.parse(JSON.stringify(good))));
});
