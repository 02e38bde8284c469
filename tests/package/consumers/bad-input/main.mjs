// Everything that a caller can get wrong. Each gives one typed error that says where, and the next good call works.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as author from "prescreen/author";
import * as runtime from "prescreen";

const NOW = "2026-05-05T09:45:00-06:00";
const good = { now: NOW, answers: { age: 42, medications: [{ name: "Lamictal", last: "2026-05-04T22:01:00-06:00" }] } };

const protocol = await runtime.Protocol.load("ketamine-iv");
const expected = JSON.stringify(protocol.screen(good));

/** The error of a call, after which the engine still works. */
function refused(call, name) {
  let error;
  assert.throws(call, (thrown) => {
    error = thrown;
    return true;
  });
  assert.ok(error instanceof Error);
  assert.equal(error.name, name, String(error));
  assert.ok(Array.isArray(error.diagnostics) && error.message.length > 0);
  assert.equal(JSON.stringify(protocol.screen(good)), expected, "the next good call works");
  return error.diagnostics;
}

function refusedIntake(intake, code, path) {
  for (const method of ["screen", "nextQuestion"]) {
    const found = refused(() => protocol[method](intake), "IntakeError");
    assert.deepEqual(
      found.map((one) => [one.code, one.path]),
      [[code, path]],
      JSON.stringify(found),
    );
    assert.ok(found.every((one) => one.severity === "error" && one.line === undefined));
  }
}

const withAnswer = (age) => ({ ...good, answers: { ...good.answers, age } });

test("a misspelt question is an error, not a missing answer", () => {
  refusedIntake({ ...good, answers: { medication: [] } }, "unknown-question", "answers.medication");
  refusedIntake({ ...good, anwsers: {} }, "unknown-key", "anwsers");
  const misspelt = { ...good, answers: { medications: [{ name: "Lamictal", lst: NOW }] } };
  refusedIntake(misspelt, "unknown-key", "answers.medications[0].lst");
});

test("what is no plain data is refused with its place", () => {
  const fails = () => {
    throw new Error("no keys");
  };
  class Odd {
    get [Symbol.toStringTag]() {
      throw new Error("no tag");
    }
  }
  const values = [
    NaN,
    Infinity,
    -Infinity,
    10n,
    Symbol("age"),
    () => 42,
    new Map([["min", 40]]),
    new Set([42]),
    /42/,
    new Date(NaN),
    new Uint8Array(2),
    Promise.resolve(42),
    new Odd(),
    Object(10n),
    new Proxy({}, { ownKeys: fails }),
    "\ud800",
  ];
  for (const value of values) refusedIntake(withAnswer(value), "wrong-type", "answers.age");
  refusedIntake(withAnswer({ min: NaN }), "wrong-type", "answers.age.min");
  const holes = { ...good, answers: { indications: ["depression", undefined] } };
  refusedIntake(holes, "wrong-type", "answers.indications[1]");
});

test("every value that is no plain data is told at once", () => {
  const found = refused(() => protocol.screen({ now: NOW, answers: { age: NaN, pregnant: 1n } }), "IntakeError");
  assert.deepEqual(
    found.map((one) => one.path),
    ["answers.age", "answers.pregnant"],
  );
});

test("a getter that throws is an error of the intake", () => {
  const intake = {
    now: NOW,
    answers: {
      get age() {
        throw new RangeError("no age today");
      },
    },
  };
  refusedIntake(intake, "wrong-type", "answers.age");
  assert.match(refused(() => protocol.screen(intake), "IntakeError")[0].message, /no age today/);
  refusedIntake(
    {
      get now() {
        throw null;
      },
    },
    "wrong-type",
    "now",
  );
});

test("an object that contains itself ends the reading, also one that does so in many ways", () => {
  const cyclic = { ...good };
  cyclic.answers = { age: cyclic };
  refusedIntake(cyclic, "too-deep", "answers.age");
  const list = [];
  list.push(list, list, list);
  const [found] = refused(() => protocol.screen({ now: NOW, answers: { medications: list } }), "IntakeError");
  assert.equal(found.code, "too-deep");
});

test("depth, number of values and length of texts have an end", () => {
  let deep = 1;
  for (let level = 0; level < 10_000; level += 1) deep = [deep];
  assert.equal(refused(() => protocol.screen(withAnswer(deep)), "IntakeError")[0].code, "too-deep");
  // The same few objects over and over: two to the thirtieth values.
  let wide = [];
  for (let level = 0; level < 30; level += 1) wide = [wide, wide];
  assert.equal(refused(() => protocol.screen(withAnswer(wide)), "IntakeError")[0].code, "too-large");
  refusedIntake(withAnswer("x".repeat(5_000_000)), "too-large", "answers.age");
});

test("what is no object at all is no intake", () => {
  for (const intake of [undefined, null, 42, "{}", [], true]) {
    assert.equal(refused(() => protocol.screen(intake), "IntakeError").length, 1);
  }
});

test("an answer of the wrong type counts as not known, and is listed", () => {
  const screening = protocol.screen(withAnswer("forty-two"));
  assert.deepEqual(
    screening.problems.map((one) => [one.code, one.path]),
    [["bad-answer", "answers.age"]],
  );
  assert.notEqual(screening.disposition, "eligible");
});

test("a Date is a moment, and undefined is left out", () => {
  const date = new Date("2026-05-05T15:45:00Z");
  const byDate = protocol.screen({ now: date, answers: {} });
  const byText = protocol.screen({
    now: "2026-05-05T15:45:00.000Z",
    appointment: undefined,
    answers: { age: undefined },
  });
  assert.deepEqual(byDate, byText);
  assert.equal(byDate.now, "2026-05-05T15:45:00.000Z");
});

test("a thousand malformed calls leave the engine as it was", () => {
  for (let call = 0; call < 1000; call += 1) assert.throws(() => protocol.screen(call), { name: "IntakeError" });
  assert.equal(JSON.stringify(protocol.screen(good)), expected);
});

test("results are plain data that go through structuredClone and JSON", () => {
  for (const result of [protocol.about(), protocol.questions(), protocol.screen(good), protocol.diagnostics()]) {
    assert.deepEqual(structuredClone(result), result);
    assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
  }
});

const lexicon = await runtime.Lexicon.load();

test("a protocol that fails its checks is refused with every problem", () => {
  const source = { id: "Bad Id", version: "1", title: { en: "x" }, treatment: { name: { en: "x" } }, whatever: 1 };
  const found = refused(() => runtime.Protocol.from(source, lexicon), "ProtocolError");
  const codes = new Set(found.map((one) => one.code));
  for (const code of ["bad-id", "bad-version", "missing-key", "unknown-key"]) assert.ok(codes.has(code), code);
  for (const other of [undefined, null, 7, [], () => {}, { id: 1n }]) {
    refused(() => runtime.Protocol.from(other, lexicon), "ProtocolError");
  }
  for (const text of ["", "{", "[]", "null", '{"id":"a","id":"b"}']) {
    refused(() => runtime.Protocol.from(text, lexicon), "ProtocolError");
  }
});

test("worked cases that the runtime cannot run are not let by", () => {
  const source = { id: "small", version: "1.0.0", cases: [{ name: "one" }], baselines: {} };
  const paths = (found) => found.filter((one) => one.code === "bad-case").map((one) => one.path);
  assert.deepEqual(paths(refused(() => runtime.Protocol.from(source, lexicon), "ProtocolError")), [
    "baselines",
    "cases",
  ]);
  const { diagnostics } = author.check('[[cases]]\nname = "one"\n');
  assert.deepEqual(paths(diagnostics), []);
});

test("places in a text are counted in UTF-16 units", () => {
  const json = '{ "id": "é😀", "version": 😀 }';
  const [syntax] = refused(() => runtime.Protocol.from(json, lexicon), "ProtocolError");
  assert.equal(json.slice(syntax.start), "😀 }");
  assert.deepEqual([syntax.line, syntax.column], [1, json.indexOf("😀 }") + 1]);
  const toml = '# 😀\nid = "é😀" # 😀\nwhatever = "😀"\n';
  const { diagnostics, cases, rules } = author.check(toml);
  const unknown = diagnostics.find((one) => one.code === "unknown-key");
  assert.equal(toml.slice(unknown.start, unknown.end), "whatever");
  assert.deepEqual([unknown.line, unknown.column], [3, 1]);
  assert.deepEqual([cases, rules], [null, null]);
});

test("a lexicon and words that cannot be read are refused", () => {
  refused(() => runtime.Lexicon.from("one\ttwo"), "LexiconError");
  refused(() => runtime.Lexicon.from(42), "LexiconError");
  assert.equal(refused(() => runtime.Words.from("en", '{ "a": 1 }'), "WordsError")[0].path, "a");
  refused(() => runtime.Words.from("en", "{"), "WordsError");
});

test("what is not of this engine is told apart", async () => {
  const words = await author.Words.load("en");
  assert.throws(() => protocol.explain(good, words), { name: "TypeError", message: /Words\.load/ });
  assert.throws(() => protocol.explain(good), { name: "TypeError" });
  assert.throws(() => runtime.Protocol.from({}, "names"), { name: "TypeError", message: /Lexicon\.load/ });
  assert.equal(JSON.stringify(protocol.screen(good)), expected);
});

test("before the engine is started it says so, and it starts once", async () => {
  const folder = new URL("./node_modules/prescreen/", import.meta.url);
  const fresh = await import(new URL("index.js", folder));
  for (const call of [
    () => fresh.Protocol.from({}),
    () => fresh.Lexicon.from(""),
    () => fresh.Words.from("en", "{}"),
  ]) {
    assert.throws(call, { name: "NotReadyError", message: /init\(\)/ });
  }
  fresh.initSync(readFileSync(new URL("engine.wasm", folder)));
  const words = fresh.Words.from("en", '{ "a": "b" }');
  await Promise.all([fresh.init(), fresh.init()]);
  fresh.initSync(new Uint8Array());
  assert.equal(words.text("a"), "b", "a second start changes nothing");
});

test("words of another language are one more file", async () => {
  const own = runtime.Words.from("tlh", JSON.stringify({ "disposition.ineligible.title": "Qo'" }));
  const { blocks } = protocol.explain({ now: NOW, answers: { pregnant: true } }, own);
  const { content } = blocks.find((block) => block.kind === "outcome");
  assert.equal(runtime.lineText(content.title), "Qo'");
  assert.equal(runtime.lineText(content.meaning), "disposition.ineligible.meaning", "a gap is seen");
});

test("what does not ship is named", async () => {
  await assert.rejects(runtime.Protocol.load("ketamine"), { name: "LoadError", message: /ketamine-iv/ });
  await assert.rejects(runtime.Protocol.load("__proto__"), { name: "LoadError" });
  await assert.rejects(runtime.Words.load("tlh"), { name: "LoadError", message: /en, es/ });
});

test("a worked case that fails refuses the protocol, and says what differs", () => {
  const toml = (disposition) => `
id = "small"
version = "1.0.0"
title.en = "Small"
reviewed = 2026-11-22
review_by = 2027-11-22
treatment.name.en = "treatment"
sources.policy = { title = "Policy", publisher = "Clinic" }
[[questions]]
id = "pregnant"
type = "yes_no"
ask.en = "Are you pregnant?"
[[criteria]]
id = "pregnancy"
role = "exclusion"
when = "pregnant is yes"
say.en = "Not while pregnant."
cite = { source = "policy", at = "1", basis = "clinic policy" }
[[cases]]
name = "yes"
now = 2026-11-23T10:00:00Z
pregnant = true
expect.disposition = "${disposition}"
`;
  const right = author.check(toml("ineligible"));
  assert.deepEqual(right.cases.cases, [{ name: "yes", differences: [] }]);
  const own = runtime.Protocol.from(right.rules);
  assert.equal(own.screen({ now: NOW, answers: { pregnant: true } }).disposition, "ineligible");
  assert.equal(own.about().digest, author.Protocol.parse(toml("ineligible")).about().digest);
  const wrong = author.check(toml("eligible"));
  assert.deepEqual(
    wrong.diagnostics.map((one) => one.code),
    ["case-failed"],
  );
  assert.equal(wrong.cases.cases[0].differences.length, 1);
  assert.equal(wrong.rules, null);
  refused(() => author.Protocol.parse(toml("eligible")), "ProtocolError");
});
