// Times as people say them, in the zone in which they are.

import assert from "node:assert/strict";
import { finish, plain, toCheck, whileQuiz } from "../quiz/open.mjs";

export const name = "quiz, times";
export const what = "every way to say a time; the days on which clocks change; another zone on the way; midnight";

export async function run(options) {
  await whileQuiz("quiz-times", options, async (open) => {
    for (const lang of ["en", "es"]) await open({ lang }, everyWay);
    await open({}, kept);
    await open({}, impossible);
    await open({ now: "2026-03-09T10:00:00-06:00" }, clockChange);
    await open({ appointment: "2026-05-06T10:00" }, appointment);
    await open({}, anotherZone);
    await open({ now: "2026-05-05T23:59:00-06:00" }, midnight);
  });
}

const lastOf = (me, item = 0) => me.quiz.evaluate((quiz, at) => quiz.intake.answers.medications[at].last, item);

/** To the page that asks for the last use of one medicine. */
async function toLast(me, name = "Lamictal") {
  const { now } = await me.walk(plain(me, { medications: [{ name }] }));
  assert.equal(now, `last ${name}`);
}

async function say(me, kind, ...details) {
  await me.choose(me.t(`when.${kind}`));
  await me.details(me.quiz, details);
  await me.go();
}

async function everyWay(me) {
  await toLast(me);
  const number = (amount, unit) => [
    [me.t("when.number"), amount],
    [me.t("when.unit"), me.t(`when.${unit}`)],
  ];
  const day = (date) => [me.t("when.date_label"), date];
  const said = [
    [["this_morning"], { earliest: "2026-05-05T00:00:00-06:00", latest: "2026-05-05T09:45:00-06:00" }],
    [["last_night"], { earliest: "2026-05-04T17:00:00-06:00", latest: "2026-05-05T05:59:59.999-06:00" }],
    [["yesterday"], { earliest: "2026-05-04T00:00:00-06:00", latest: "2026-05-04T23:59:59.999-06:00" }],
    [
      ["ago", ...number("3", "days")],
      { earliest: "2026-05-01T00:00:00-06:00", latest: "2026-05-03T23:59:59.999-06:00" },
    ],
    [["ago", ...number("2", "hours")], { earliest: "2026-05-05T07:15:00-06:00", latest: "2026-05-05T08:15:00-06:00" }],
    [["date", day("2026-04-30")], { earliest: "2026-04-30T00:00:00-06:00", latest: "2026-04-30T23:59:59.999-06:00" }],
    [["moment", day("2026-05-04"), [me.t("when.time_label"), "22:01"]], "2026-05-04T22:01:00-06:00"],
    [["never_past"], "never"],
    [["unknown_past"], null],
  ];
  for (const [[kind, ...details], expected] of said) {
    await say(me, kind, ...details);
    assert.deepEqual(await lastOf(me), expected, kind);
    while ((await me.asked()) !== "last Lamictal") await me.back();
  }
}

/** What was said stays as it is, in words, and is not read again. */
async function kept(me) {
  await toLast(me);
  await say(me, "this_morning");
  const before = await lastOf(me);
  await me.page.evaluate(() => (globalThis.time = "2026-05-05T20:00:00-06:00"));
  await me.back();
  assert.equal(await me.asked(), "last Lamictal");
  const label = me.quiz.locator("label").filter({ has: me.page.locator(":checked") });
  assert.match(
    await label.textContent(),
    /between Tuesday, May 5, 2026 at 12:00\sAM and Tuesday, May 5, 2026 at 9:45\sAM/,
  );
  await me.go();
  assert.deepEqual(await lastOf(me), before);
}

async function impossible(me) {
  await toLast(me);
  const rows = [
    [["ago", [me.t("when.number"), "many"]], "amount"],
    [["date"], "date"],
    [["moment", [me.t("when.date_label"), "2026-05-04"]], "time"],
    [["date", [me.t("when.date_label"), "2026-05-06"]], "past"],
  ];
  for (const [[kind, ...details], problem] of rows) {
    await say(me, kind, ...details);
    assert.ok((await me.error()).includes(me.t(`error.${problem}`)), problem);
    await me.quiz.getByRole("alert").getByRole("link").click();
    const invalid = await me.page.evaluate(() => {
      const field = document.querySelector("prescreen-quiz").shadowRoot.activeElement;
      return field.getAttribute("aria-invalid");
    });
    assert.equal(invalid, "true", "the link leads to the field");
    assert.equal(await me.asked(), "last Lamictal");
  }
  await say(me, "yesterday");
  assert.equal(typeof (await lastOf(me)).latest, "string");
}

/** On 8 March 2026 the clocks of Denver went from 2:00 to 3:00. */
async function clockChange(me) {
  await toLast(me);
  await say(me, "yesterday");
  const day = { earliest: "2026-03-08T00:00:00-07:00", latest: "2026-03-08T23:59:59.999-06:00" };
  assert.deepEqual(await lastOf(me), day);
  while ((await me.asked()) !== "last Lamictal") await me.back();
  await say(me, "moment", [me.t("when.date_label"), "2026-03-08"], [me.t("when.time_label"), "02:30"]);
  assert.deepEqual(await lastOf(me), { earliest: "2026-03-08T01:30:00-07:00", latest: "2026-03-08T03:30:00-06:00" });
}

/** The day after, no dose up to now can stand in the way: its time is not asked for. */
async function appointment(me) {
  const { now } = await me.walk(plain(me, { medications: [{ name: "Lamictal" }] }));
  assert.equal(now, "check");
  const { detail } = await finish(me);
  assert.equal(detail.intake.appointment.start, "2026-05-06T10:00:00-06:00");
  assert.equal(detail.screening.disposition, "eligible");
}

/** Whoever travels has said the same moment, and reads it on the new clock. */
async function anotherZone(me) {
  await toLast(me);
  await say(me, "moment", [me.t("when.date_label"), "2026-05-04"], [me.t("when.time_label"), "23:30"]);
  await me.quiz.evaluate((quiz) => {
    globalThis.time = "2026-05-05T11:45:00-04:00";
    quiz.timeZone = "America/New_York";
  });
  assert.deepEqual(await lastOf(me), "2026-05-04T23:30:00-06:00");
  await toCheck(me, plain(me));
  assert.match(await me.quiz.locator("dl").textContent(), /Tuesday, May 5, 2026 at 1:30\sAM/);
  const { detail } = await finish(me);
  assert.equal(detail.screening.disposition, "deferred", "10 hours and a quarter are too few");
}

/** "Yesterday" is the day that it was when the page was shown. */
async function midnight(me) {
  await toLast(me);
  await me.page.evaluate(() => (globalThis.time = "2026-05-06T00:01:00-06:00"));
  await say(me, "yesterday");
  assert.equal((await lastOf(me)).earliest, "2026-05-04T00:00:00-06:00");
}
