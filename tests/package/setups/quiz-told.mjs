// What protocols tell beside their findings: lists to work through, what it may cost, and results in their own words.

import assert from "node:assert/strict";
import { finish, whileQuiz } from "../quiz/open.mjs";
import { expectAccessible } from "../result/axe.mjs";

export const name = "quiz, lists and costs";
export const what = "coverage, the path and the check-in in both languages: lists, money and their own outcomes";

export async function run(options) {
  await whileQuiz(
    "quiz-told",
    options,
    eachLanguage(mayPay, { now: "2026-11-28T09:45:00-07:00" }),
    "ketamine-coverage",
  );
  await whileQuiz("quiz-told", options, eachLanguage(onTheWay, {}), "ketamine-path");
  await whileQuiz("quiz-told", options, eachLanguage(redFlag, {}), "ketamine-check-in");
}

function eachLanguage(work, query) {
  return async (open, { protocol }) => {
    for (const lang of ["en", "es"]) await open({ lang, protocol: protocol.about().id, ...query }, work);
  };
}

/** The labels of options, in the language of the quiz. */
function chosen(me, ids) {
  const label = ([question, option]) => {
    const { options } = me.questions.find((each) => each.id === question);
    return [question, me.local(options.find((each) => each.id === option).label)];
  };
  return Object.fromEntries(Object.entries(ids).map(label));
}

async function mayPay(me) {
  const unknown = me.t("unknown");
  const { now } = await me.walk({
    ...chosen(me, {
      insurer: "aetna",
      plan_says: "may_pay",
      approval: "not_yet",
      provider: "supports",
      network: "in_network",
      conditions: "resistant_depression",
      papers: "medical_records",
      situation: "none_of_these",
      costs: "none_of_these",
    }),
    planned_sessions: unknown,
    price: unknown,
  });
  assert.ok(["check", "settled"].includes(now), now);
  const { detail } = await finish(me);
  const { disposition, outcome, lists, estimates } = detail.screening;
  assert.equal(disposition, "action_needed");
  const result = me.quiz.locator(".result");
  assert.equal(await result.locator(".outcome-title").textContent(), me.local(outcome.title));

  const steps = lists.find(({ kind }) => kind === "steps");
  const next = await result.locator(".steps [aria-current=step]").getAttribute("data-criterion");
  assert.equal(next, steps.next);
  const done = steps.items.filter(({ status }) => status === "done").map(({ criterion }) => criterion);
  const shown = result.locator(".steps .task.done");
  assert.deepEqual(await shown.evaluateAll((nodes) => nodes.map((node) => node.dataset.criterion)), done);
  assert.ok(done.length > 0);
  for (const task of await shown.all()) assert.match(await task.textContent(), new RegExp(me.words.text("list.done")));

  const [course] = estimates;
  assert.deepEqual(course.total, { low: 2400, high: 6400 });
  const money = (amount) =>
    new Intl.NumberFormat(me.language, { style: "currency", currency: "USD", maximumFractionDigits: 0 }).format(amount);
  const total = await result.locator(".estimate .total").first().textContent();
  assert.ok(total.includes(money(2400)) && total.includes(money(6400)), total);
  const sources = result.locator(".estimate details").first();
  await sources.locator("summary").click();
  assert.match(await sources.textContent(), /2026/);
  await expectAccessible(me.page, `coverage in ${me.language}`);
}

async function onTheWay(me) {
  const { now } = await me.walk({
    ...chosen(me, { stage: "looking", reason: "depression", place: "clinic", search: "credentials" }),
    age: "34",
  });
  assert.ok(["check", "settled"].includes(now), now);
  const { detail } = await finish(me);
  assert.equal(detail.screening.disposition, "action_needed");
  const next = me.quiz.locator(".steps [aria-current=step]");
  assert.equal(await next.getAttribute("data-criterion"), "find-provider");
  await expectAccessible(me.page, `the path in ${me.language}`);
}

/** A sign of an emergency ends the questions, and help stands first. */
async function redFlag(me) {
  const flag = me.questions.find(({ id }) => id === "red_flags").options[0];
  const { asked, now } = await me.walk({ red_flags: me.local(flag.label) });
  assert.deepEqual([asked, now], [["red_flags"], "check"]);
  const { detail } = await finish(me);
  assert.equal(detail.screening.disposition, "ineligible");
  const parts = await me.quiz.locator(".result > section").evaluateAll((nodes) => nodes.map((node) => node.className));
  assert.equal(parts[0], "emergency");
  const title = await me.quiz.locator(".result .outcome-title").textContent();
  assert.equal(title, me.local(detail.screening.outcome.title));
}
