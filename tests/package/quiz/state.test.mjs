// The course of an interview, with the engine of the package: `PRESCREEN_PACKAGE` is the folder it was unpacked into.

import assert from "node:assert/strict";
import { resolve } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const folder = process.env.PRESCREEN_PACKAGE ?? new URL("../../../target/npm/prescreen", import.meta.url).pathname;
const load = (file) => import(pathToFileURL(resolve(folder, file)));
const { Lexicon, Protocol, Words } = await load("inline.js");
const { Interview } = await load("quiz/state.js");

const words = await Words.load("en");
const ketamine = await Protocol.load("ketamine-iv");
const lexicon = await Lexicon.load();
const NOW = "2026-05-05T09:45:00-06:00";

const begin = (options = {}) => new Interview({ protocol: ketamine, words, head: () => ({ now: NOW }), ...options });
const asked = ({ page }) =>
  page.kind === "question" ? [page.ask, page.question, page.name].filter(Boolean).join(" ") : page.kind;

const named = (name) => ({ name });
const unclear = (interview) =>
  interview.unclearNames().map(({ question, item }) => interview.answers[question][item].name);

const PLAIN = {
  age: 42,
  pregnant: false,
  breastfeeding: false,
  allergy: false,
  heart_brain: ["none_of_these"],
  other_conditions: ["none_of_these"],
  medications: [],
  substances: [],
  indications: ["depression"],
  counselor_before: true,
  counselor_during_after: true,
  regular_visits: true,
  driver_home: true,
  emergency_numbers: true,
};

/** Answers until something else than a question of the plan is shown; gives what was asked. */
function walk(interview, plan) {
  const order = [];
  while (interview.page.kind === "question" && interview.page.ask === "answer" && interview.page.question in plan) {
    order.push(interview.page.question);
    assert.equal(interview.answer(plan[interview.page.question]), null);
    assert.ok(order.length < 100);
  }
  return order;
}

test("every question is asked once, in the engine's order, and then the answers are checked", () => {
  const interview = begin();
  const order = walk(interview, PLAIN);
  assert.deepEqual(order.toSorted(), Object.keys(PLAIN).toSorted());
  assert.equal(asked(interview), "check");
  assert.equal(interview.screen().disposition, "eligible");
  interview.show("result");
  assert.equal(asked(interview), "result");
  assert.deepEqual(interview.intake(), { now: NOW, answers: PLAIN });
});

test("going back shows every page again with its answer, and going on again loses nothing", () => {
  const interview = begin();
  const order = walk(interview, PLAIN);
  const back = [];
  while (interview.canGoBack) {
    interview.back();
    back.push(interview.page.question);
    assert.deepEqual(interview.answerTo(interview.page), PLAIN[interview.page.question]);
  }
  assert.deepEqual(back, order.toReversed());
  assert.deepEqual(walk(interview, PLAIN), order);
  assert.equal(asked(interview), "check");
});

test("an answer that is changed on the way back brings up what now matters", () => {
  const interview = begin();
  walk(interview, PLAIN);
  while (interview.page.question !== "indications") interview.back();
  interview.answer(["something_else"]);
  // Counselling does not apply any more: neither page is shown again.
  const rest = walk(interview, PLAIN);
  assert.ok(!rest.includes("counselor_before") && !rest.includes("counselor_during_after"), rest.join());
  assert.deepEqual(interview.screen().setAside, ["counselor_before", "counselor_during_after"]);
  assert.equal(interview.screen().disposition, "needs_review");
});

test("an answer can be changed from the check page, which comes back after what follows from it", () => {
  const interview = begin();
  walk(interview, PLAIN);
  interview.change("medications");
  assert.deepEqual(interview.answerTo(interview.page), []);
  interview.answer([{ name: "Lamictal" }]);
  assert.equal(asked(interview), "last medications Lamictal");
  interview.answer("2026-05-04T23:00:00-06:00");
  assert.equal(asked(interview), "check");
  interview.show("result");
  interview.change("age");
  interview.back();
  assert.equal(asked(interview), "result", "whoever thinks better of it is back where they were");
  interview.change("age");
  interview.answer(16);
  assert.equal(asked(interview), "check", "the result is not shown before the answers were checked again");
  interview.back();
  assert.equal(asked(interview), "last medications Lamictal");
});

test("progress never runs backward, though medicines bring up questions", () => {
  const interview = begin();
  const seen = [interview.done];
  const note = () => seen.push(interview.done);
  walk(interview, {
    heart_brain: PLAIN.heart_brain,
    medications: ["Lamictal", "Nardil", "Xanaxx"].map((name) => ({ name })),
  });
  note();
  while (interview.page.kind !== "check") {
    const { page } = interview;
    if (page.kind === "settled") interview.goOn();
    else interview.answer(page.ask === "answer" ? PLAIN[page.question] : null);
    note();
  }
  assert.equal(interview.done, 1);
  interview.back();
  note();
  assert.ok(seen.length > 15);
  assert.ok(
    seen.every((done, i) => i === 0 || done >= seen[i - 1]),
    seen.join(),
  );
});

test("where nothing can change the result any more, one may stop or go on", () => {
  const interview = begin();
  walk(interview, { ...PLAIN, heart_brain: ["aneurysm"] });
  assert.equal(asked(interview), "settled");
  assert.equal(interview.screen().disposition, "ineligible");
  const open = interview
    .screen()
    .missing.filter(({ why }) => why === "not_asked")
    .map(({ question }) => question);
  assert.ok(open.length > 5);
  interview.goOn();
  const order = walk(interview, PLAIN);
  assert.deepEqual(order.toSorted(), open.toSorted());
  assert.equal(asked(interview), "check");
});

test("whoever goes on after an early end is asked what a name means, and until then it counts as unclear", () => {
  const interview = begin({ answers: { heart_brain: ["aneurysm"], medications: ["lamictol", "qwertz"].map(named) } });
  assert.equal(asked(interview), "settled");
  assert.deepEqual(unclear(interview), ["lamictol", "qwertz"]);
  interview.goOn();
  walk(interview, PLAIN);
  assert.equal(asked(interview), "meaning medications lamictol");
  assert.deepEqual(interview.page.candidates[0], { id: "lamotrigine", label: "lamotrigine" });
  interview.answer("lamotrigine");
  while (interview.page.ask !== "meaning") interview.answer(null);
  assert.equal(asked(interview), "meaning medications qwertz");
  assert.deepEqual(interview.page.candidates, []);
  interview.answer(null);
  assert.deepEqual(unclear(interview), [], "it was said that it is right as it is");
});

test("not knowing is an answer, and is not asked again", () => {
  const interview = begin();
  const order = walk(interview, Object.fromEntries(Object.keys(PLAIN).map((id) => [id, null])));
  assert.equal(new Set(order).size, order.length);
  assert.equal(interview.screen().disposition, "incomplete");
  assert.equal(asked(interview), "check");
});

test("an answer that the engine cannot use is not taken, and the page stays", () => {
  const interview = begin({ answers: { medications: [], substances: [] } });
  while (interview.page.question !== "age") interview.answer(PLAIN[interview.page.question]);
  const before = interview.save();
  for (const [value, code] of [
    [200, "out-of-range"],
    [4.5, "bad-answer"],
    ["old", "bad-answer"],
  ]) {
    assert.equal(interview.answer(value).code, code);
    assert.deepEqual(interview.save(), before);
  }
  interview.answer(42);
  const contradiction = begin();
  while (contradiction.page.question !== "heart_brain") contradiction.answer([]);
  assert.equal(contradiction.answer(["none_of_these", "stroke"]).code, "contradiction");
});

test("a time that cannot be is a problem of the page that asked for it, and of no other", () => {
  const interview = begin({ answers: { ...PLAIN, medications: [{ name: "Nardil", last: "2027-05-05" }] } });
  assert.equal(asked(interview), "ongoing medications Nardil");
  assert.equal(interview.answer(false), null);
  assert.equal(asked(interview), "last medications Nardil", "a preset that cannot be is asked about");
  assert.equal(interview.answer("2027-06-01T00:00:00-06:00").code, "contradiction");
  assert.equal(interview.answer("2026-01-01"), null);
  assert.equal(asked(interview), "check");
});

test("what a name means is asked part by part, and going back does not ask for another", () => {
  const interview = begin({ answers: { ...PLAIN, medications: [{ name: "lamictol and qwertz" }] } });
  assert.equal(asked(interview), "meaning medications lamictol and qwertz");
  assert.deepEqual(interview.page.candidates[0], { id: "lamotrigine", label: "lamotrigine" });
  interview.answer("lamotrigine");
  assert.equal(asked(interview), "meaning medications lamictol and qwertz");
  interview.back();
  assert.equal(interview.answerTo(interview.page), "lamotrigine");
  interview.answer("lamotrigine");
  interview.answer(null);
  assert.deepEqual(interview.answers.medications[0].means, ["lamotrigine", null]);
  assert.equal(interview.screen().disposition, "needs_review");
});

test("a name that is typed again loses what was said of the other one", () => {
  const interview = begin({ answers: { ...PLAIN, medications: [{ name: "qwertz", last: "2026-05-01" }] } });
  interview.answer({ name: "Lamictal" });
  assert.deepEqual(interview.answers.medications, [{ name: "Lamictal", last: "2026-05-01" }]);
  assert.equal(asked(interview), "check");
  const declined = begin({ answers: { ...PLAIN, medications: [{ name: "qwertz" }] } });
  declined.answer(null);
  declined.back();
  declined.answer({ name: "Tylenol" });
  assert.deepEqual(declined.answers.medications, [{ name: "Tylenol" }]);
});

test("a medicine that is taken off the list takes its questions along", () => {
  const interview = begin();
  const uses = [{ name: "Lamictal" }, { name: "Nardil" }];
  walk(interview, { ...PLAIN, medications: uses });
  while (interview.page.kind === "question") {
    const { ask, question } = interview.page;
    interview.answer(ask === "answer" ? PLAIN[question] : ask === "ongoing" ? false : "2026-01-01T23:00:00-07:00");
  }
  interview.change("medications");
  interview.answer(interview.answers.medications.slice(1));
  assert.equal(asked(interview), "check");
  const pages = [];
  while (interview.canGoBack) {
    interview.back();
    pages.push(asked(interview));
  }
  assert.ok(
    pages.every((page) => !page.includes("Lamictal")),
    pages.join(),
  );
});

test("answers that the page around knows are not asked, and can be changed", () => {
  const given = { age: 42, driver_home: true };
  const interview = begin({ answers: given });
  const order = walk(interview, PLAIN);
  assert.ok(!order.includes("age") && !order.includes("driver_home"));
  interview.change("age");
  interview.answer(43);
  assert.equal(interview.intake().answers.age, 43);
  assert.deepEqual(given, { age: 42, driver_home: true }, "the given answers are left alone");
  assert.throws(() => begin({ answers: { aeg: 42 } }), { name: "IntakeError" });
});

test("a saved interview goes on where it was", () => {
  const interview = begin();
  walk(interview, { medications: [{ name: "Nardil" }], substances: [], heart_brain: ["stroke"], pregnant: false });
  interview.back();
  const saved = JSON.parse(JSON.stringify(interview.save()));
  const again = begin({ saved });
  assert.deepEqual(again.page, interview.page);
  assert.deepEqual(again.intake(), interview.intake());
  assert.equal(again.done, interview.done);
  assert.deepEqual(walk(again, PLAIN), walk(interview, PLAIN));
});

test("a protocol without questions has a result at once", () => {
  const text = { en: "Nothing." };
  const head = { id: "nothing", version: "1.0.0", title: text, reviewed: "2026-01-01", review_by: "2027-01-01" };
  const protocol = Protocol.from({ ...head, treatment: { name: text }, locales: ["en"] }, lexicon);
  assert.equal(asked(begin({ protocol })), "check");
});
