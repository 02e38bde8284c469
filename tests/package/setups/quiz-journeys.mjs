// Whole journeys through the quiz, from the first question to the result.

import assert from "node:assert/strict";
import { finish, NOW, plain, whileQuiz } from "../quiz/open.mjs";

export const name = "quiz, journeys";
export const what = "both languages; each disposition; back and change; the early end; the events";

const DISPOSITIONS = {
  eligible: () => ({}),
  incomplete: (me) => ({ pregnant: me.t("unknown") }),
  action_needed: (me) => ({ driver_home: me.t("no") }),
  deferred: (me) => ({
    medications: [{ name: "Lamictal", last: [me.t("when.ago"), [me.t("when.number"), "2"]], ongoing: me.t("yes") }],
  }),
  needs_review: () => ({ age: "17" }),
  ineligible: (me) => ({ allergy: me.t("yes") }),
};

export async function run(options) {
  await whileQuiz("quiz-journeys", options, async (open, { protocol }) => {
    for (const lang of ["en", "es"]) {
      for (const [disposition, changes] of Object.entries(DISPOSITIONS)) {
        await open({ lang }, async (me) => {
          const { now } = await me.walk(plain(me, changes(me)));
          assert.ok(["check", "settled"].includes(now), `${now} is asked`);
          const { type, detail } = await finish(me);
          assert.equal(type, "prescreen-result");
          assert.equal(detail.screening.disposition, disposition, lang);
          assert.deepEqual(protocol.screen(detail.intake), detail.screening, "the server finds the same");
          assert.equal(await me.quiz.locator("section").first().getAttribute("lang"), lang);
          const title = me.words.text(`disposition.${disposition}.title`);
          assert.ok((await me.quiz.locator("section").first().textContent()).includes(title), title);
        });
      }
      await open({ lang }, backAndChange);
      await open({ lang }, earlyEnd);
    }
    await open({}, events);
  });
}

async function backAndChange(me) {
  const plan = plain(me);
  const { asked } = await me.walk(plan);
  for (const question of asked.toReversed()) {
    await me.back();
    assert.equal(await me.asked(), question);
    const given = [plan[question]].flat()[0];
    if (question === "age") assert.equal(await me.quiz.getByRole("textbox").inputValue(), given);
    else assert.ok(await me.quiz.getByLabel(given, { exact: true }).isChecked(), `${question} is still answered`);
  }
  assert.equal(await me.button(me.t("back")).count(), 0, "there is nothing before the first question");
  for (const question of asked) {
    assert.equal(await me.asked(), question);
    await me.go();
  }
  assert.equal(await me.asked(), "check");

  const row = me.quiz
    .locator("dl > div")
    .filter({ hasText: me.local(me.questions.find(({ id }) => id === "age").ask) });
  assert.ok((await row.textContent()).includes("42"));
  await row.getByRole("button").click();
  assert.equal(await me.asked(), "age");
  await me.answer("43");
  await me.go();
  assert.equal(await me.asked(), "check");
  assert.ok((await row.textContent()).includes("43"));
  await finish(me);
  await me.back();
  assert.equal(await me.asked(), "check", "a result can be taken back");
  assert.equal(await me.quiz.evaluate((quiz) => quiz.result), null);
}

async function earlyEnd(me) {
  const { now, asked } = await me.walk(
    plain(me, { heart_brain: me.local(me.questions.find(({ id }) => id === "heart_brain").options[0].label) }),
  );
  assert.equal(now, "settled");
  assert.ok(asked.length < 5);
  await me.button(me.t("settled.go-on")).click();
  const rest = await me.walk(plain(me));
  assert.equal(rest.now, "check");
  assert.equal(rest.asked.length + asked.length, 14);
  const { detail } = await finish(me);
  assert.equal(detail.screening.disposition, "ineligible");
}

async function events(me) {
  const { asked } = await me.walk(plain(me));
  await finish(me);
  const seen = await me.page.evaluate(() => globalThis.events);
  const answers = seen.filter(({ type }) => type === "prescreen-answer");
  assert.deepEqual(
    answers.map(({ detail }) => detail.question),
    asked,
  );
  const last = answers.at(-1).detail;
  assert.deepEqual(Object.keys(last.intake.answers), asked);
  assert.equal(last.intake.now, NOW);
  assert.deepEqual(last.intake.answers[last.question], last.answer);
  assert.equal(seen.length, answers.length + 1, "one result, and no error");
}
