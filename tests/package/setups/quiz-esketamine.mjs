// The second protocol that ships, which asks what the first does not: numbers with a unit, and when something happened.

import assert from "node:assert/strict";
import { finish, whileQuiz } from "../quiz/open.mjs";

export const name = "quiz, esketamine";
export const what = "the protocol esketamine-nasal in both languages, on the day: blood pressure, last food and drink";

const ID = "esketamine-nasal";
const START = "2026-05-05T10:00:00-06:00";

export async function run(options) {
  const work = async (open) => {
    for (const lang of ["en", "es"]) {
      await open({ lang, protocol: ID, appointment: START }, nothingToReport);
      await open({ lang, protocol: ID, appointment: START }, highPressure);
    }
  };
  await whileQuiz("quiz-esketamine", options, work, ID);
}

/** Somebody for whom the rules find nothing, on the day of the session. */
function plain(me, changes = {}) {
  const option = (question, id) =>
    me.local(me.questions.find((each) => each.id === question).options.find((each) => each.id === id).label);
  const [yes, no] = [me.t("yes"), me.t("no")];
  return {
    age: "42",
    pregnant: no,
    breastfeeding: no,
    allergy: no,
    heart_brain: option("heart_brain", "none_of_these"),
    other_conditions: option("other_conditions", "none_of_these"),
    reason: option("reason", "resistant_depression"),
    pressure_measured: no,
    medications: me.t("uses.none"),
    substances: me.t("uses.none"),
    can_stay: yes,
    ride_home: yes,
    no_driving_until_next_day: yes,
    last_food: me.t("when.yesterday"),
    last_drink: me.t("when.yesterday"),
    ...changes,
  };
}

async function nothingToReport(me) {
  const { asked, now } = await me.walk(plain(me));
  assert.equal(now, "check");
  assert.ok(asked.includes("last_food") && asked.includes("last_drink"), asked.join());
  assert.ok(!asked.includes("pressure_upper"), asked.join());
  const { detail } = await finish(me);
  assert.equal(detail.screening.disposition, "eligible");
  assert.ok(await me.quiz.locator(".result .emergency").isVisible());
}

async function highPressure(me) {
  const { now } = await me.walk(plain(me, { pressure_measured: me.t("yes") }));
  assert.equal(now, "pressure_upper");
  assert.match(await me.quiz.locator("form").textContent(), /mmHg/);
  await me.answer("150");
  await me.go();
  const end = await me.walk(plain(me, { pressure_lower: "85" }));
  assert.ok(["check", "settled"].includes(end.now), end.now);
  const { detail } = await finish(me);
  assert.equal(detail.screening.disposition, "needs_review");
  const raised = detail.screening.findings.filter(({ status, contributes }) => status === "raised" && contributes);
  assert.deepEqual(
    raised.map(({ criterion }) => criterion),
    ["blood-pressure-today"],
  );
}
