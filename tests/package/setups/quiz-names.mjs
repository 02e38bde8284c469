// Names of medicines: completing them, asking what they mean, and a great many of them.

import assert from "node:assert/strict";
import { finish, plain, toCheck, whileQuiz } from "../quiz/open.mjs";

export const name = "quiz, names";
export const what =
  "type-ahead; a likely, an unknown and a retyped name; unclear at an early end; change and remove; 200 medicines";

export async function run(options) {
  await whileQuiz("quiz-names", options, async (open) => {
    for (const lang of ["en", "es"]) {
      await open({ lang }, typeAhead);
      await open({ lang }, likely);
      await open({ lang }, unknown);
      await open({ lang }, earlyEnd);
    }
    await open({}, ofNoRule);
    await open({}, retyped);
    await open({}, changeAndRemove);
    await open({}, noneOrUnknown);
    await open({}, many);
  });
}

async function typeAhead(me) {
  await me.choose(me.t("uses.some"));
  const options = me.quiz.getByRole("listbox").getByRole("option");
  await me.name().press("a");
  assert.equal(await options.count(), 0, "one letter says too little");
  await me.name().fill("");
  await me.name().pressSequentially("lami");
  assert.equal(await me.name().getAttribute("aria-expanded"), "true");
  const names = await options.allTextContents();
  assert.ok(names.includes("Lamictal") && names.includes("Lamisil"), names.join());
  assert.equal(await me.quiz.getByRole("status").textContent(), me.t("uses.matches", { count: names.length }));
  await me.name().press("ArrowDown");
  await me.name().press("ArrowDown");
  await me.name().press("ArrowUp");
  const active = me.quiz.locator(`#${await me.name().getAttribute("aria-activedescendant")}`);
  assert.equal(await active.getAttribute("aria-selected"), "true");
  assert.equal(await active.textContent(), names[0]);
  await me.name().press("Enter");
  assert.equal(await me.name().inputValue(), names[0]);
  assert.equal(await me.name().getAttribute("aria-expanded"), "false");
  await me.name().press("Enter");
  assert.equal(await me.quiz.getByRole("status").textContent(), me.t("uses.added", { name: names[0], count: 1 }));
  await me.name().pressSequentially("xana");
  await me.name().press("Escape");
  assert.equal(await me.name().getAttribute("aria-expanded"), "false");
  assert.equal(await me.name().inputValue(), "xana", "Escape keeps what was typed");
  await me.name().press("ArrowDown");
  await options.getByText("Xanax", { exact: true }).click();
  assert.equal(await me.name().inputValue(), "Xanax");
  // Forgetting to add the last one loses nothing.
  await me.go();
  await me.back();
  assert.equal(await me.quiz.getByRole("listitem").count(), 2);
}

async function likely(me) {
  const plan = plain(me, {
    medications: [{ name: "lamictol", last: me.t("when.yesterday"), ongoing: me.t("yes") }],
    "meaning lamictol": "lamotrigine",
  });
  const { asked, now } = await me.walk(plan);
  assert.equal(now, "check");
  assert.ok(asked.includes("meaning lamictol"));
  const { detail } = await finish(me);
  assert.equal(detail.intake.answers.medications[0].means, "lamotrigine");
  const washout = detail.screening.findings.find(({ criterion }) => criterion === "lamotrigine-washout");
  assert.equal(washout.status, "possible", "yesterday may have been too late");
}

async function unknown(me) {
  const keep = me.words.text("interview.meaning.keep");
  await toCheck(me, plain(me, { medications: [{ name: "qwertz" }], "meaning qwertz": keep }));
  const { detail } = await finish(me);
  assert.equal(detail.screening.disposition, "needs_review");
  assert.equal(detail.intake.answers.medications[0].means, null);
}

/** Nobody was asked what the names mean: it is said so where the answers are checked, and the clinic gets them as typed. */
async function earlyEnd(me) {
  const serious = me.local(me.questions.find(({ id }) => id === "heart_brain").options[0].label);
  const medications = me.local(me.questions.find(({ id }) => id === "medications").ask);
  const toChecked = async () => {
    assert.equal(await me.asked(), "settled");
    await me.button(me.t("check.title")).click();
  };
  const changeMedications = async () => {
    await me.quiz.locator("dl > div").filter({ hasText: medications }).getByRole("button").click();
    assert.equal(await me.asked(), "medications");
  };
  await me.walk(plain(me, { heart_brain: serious }));
  await toChecked();
  await changeMedications();
  await me.answer([{ name: "lamictol" }, { name: "Tylenol" }, { name: "qwertz-9 <b>" }]);
  await me.go();
  await toChecked();
  const unclear = me.quiz
    .locator("dl li")
    .filter({ hasText: me.t("check.unclear") })
    .locator(".name");
  assert.deepEqual(await unclear.allTextContents(), ["lamictol", "qwertz-9 <b>"]);
  await changeMedications();
  await me.quiz.getByRole("button", { name: `${me.t("change")} lamictol` }).click();
  await me.name().fill("Lamictal");
  await me.name().press("Escape");
  await me.button(me.t("uses.save")).click();
  await me.go();
  await toChecked();
  assert.deepEqual(await unclear.allTextContents(), ["qwertz-9 <b>"]);
  await me.button(me.t("check.result")).click();
  await me.page.evaluate(() => {
    const clipboard = { writeText: async (text) => (globalThis.clip = text) };
    Object.defineProperty(navigator, "clipboard", { value: clipboard });
  });
  await me.button(me.words.text("result.copy")).click();
  const summary = await (await me.page.waitForFunction(() => globalThis.clip)).jsonValue();
  for (const name of ["Lamictal", "Tylenol", "qwertz-9 <b>"]) assert.ok(summary.includes(name), summary);
}

async function retyped(me) {
  const { now } = await me.walk(plain(me, { medications: [{ name: "qwertz" }] }));
  assert.equal(now, "meaning qwertz");
  await me.go();
  assert.ok((await me.error()).includes(me.t("error.meaning")));
  await me.choose(me.t("meaning.retype"));
  await me.go();
  assert.ok((await me.error()).includes(me.t("error.retype")), "the same name says nothing new");
  const field = me.quiz.getByRole("combobox");
  await field.fill("Tylenol");
  await field.press("Escape");
  await me.go();
  assert.equal((await me.walk(plain(me))).now, "check");
  const { detail } = await finish(me);
  assert.deepEqual(detail.intake.answers.medications, [{ name: "Tylenol" }]);
}

async function changeAndRemove(me) {
  await me.answer([{ name: "Tylenol" }, { name: "Xanax", last: me.t("when.never_past") }, { name: "Advil" }]);
  const items = me.quiz.getByRole("listitem");
  assert.equal(await items.count(), 3);
  await items
    .nth(1)
    .getByRole("button", { name: `${me.t("uses.remove")} Xanax` })
    .click();
  assert.equal(await me.quiz.getByRole("status").textContent(), me.t("uses.removed", { name: "Xanax" }));
  await items
    .nth(0)
    .getByRole("button", { name: `${me.t("change")} Tylenol` })
    .click();
  assert.equal(await me.name().inputValue(), "Tylenol");
  await me.fill({ name: "Tylenol PM", ongoing: me.t("no"), next: me.t("when.tomorrow") });
  await me.button(me.t("uses.save")).click();
  assert.deepEqual(await items.locator(".name").allTextContents(), ["Tylenol PM", "Advil"]);
  await me.fill({ name: "Valium", last: me.t("when.never_past"), ongoing: me.t("yes") });
  await me.button(me.t("uses.add")).click();
  assert.ok((await me.error()).includes(me.t("error.never_ongoing", { never: me.t("when.never_past") })));
  assert.equal(await me.name().inputValue(), "Valium", "what was typed stays");
  await me.fill({ name: "Valium", ongoing: me.t("no") });
  await me.go();
  const { medications } = await me.quiz.evaluate((quiz) => quiz.intake.answers);
  const next = { earliest: "2026-05-06T00:00:00-06:00", latest: "2026-05-06T23:59:59.999-06:00" };
  assert.deepEqual(medications, [
    { name: "Tylenol PM", next, ongoing: false },
    { name: "Advil" },
    { name: "Valium", last: "never", ongoing: false },
  ]);
}

/** What matters to no rule is known all the same, once all names are there. */
async function ofNoRule(me) {
  const all = (file) => performance.getEntriesByType("resource").some(({ name }) => name.endsWith(file));
  await me.page.waitForFunction(all, "names/wide.js");
  await me.choose(me.t("uses.some"));
  const options = me.quiz.getByRole("listbox").getByRole("option");
  await me.name().pressSequentially("metfor");
  await options.getByText("metformin", { exact: true }).waitFor();
  await me.name().fill("");
  const { asked, now } = await me.walk(plain(me, { medications: [{ name: "metformin 500 mg" }] }));
  assert.equal(now, "check");
  assert.ok(!asked.includes("meaning metformin 500 mg"), asked.join());
}

async function noneOrUnknown(me) {
  const answers = () => me.quiz.evaluate((quiz) => quiz.intake.answers);
  await me.choose(me.t("uses.some"));
  await me.go();
  assert.ok((await me.error()).includes(me.t("error.uses", { none: me.t("uses.none"), unknown: me.t("unknown") })));
  await me.answer(me.t("uses.none"));
  await me.go();
  assert.deepEqual(await answers(), { medications: [] });
  await me.answer(me.t("unknown"));
  await me.go();
  assert.deepEqual(await answers(), { medications: [], substances: null });
}

async function many(me) {
  const uses = Array.from({ length: 200 }, (_, i) => ({ name: i % 2 === 0 ? "Tylenol" : "vitamin C" }));
  await me.choose(me.t("uses.some"));
  for (const { name } of uses) {
    await me.name().fill(name);
    await me.name().press("Enter");
  }
  assert.equal(await me.quiz.getByRole("listitem").count(), 200);
  await me.go();
  assert.equal((await me.walk(plain(me))).now, "check");
  const { detail } = await finish(me);
  assert.deepEqual(detail.intake.answers.medications, uses);
  assert.equal(detail.screening.disposition, "eligible");
}
