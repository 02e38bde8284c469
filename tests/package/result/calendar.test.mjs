import assert from "node:assert/strict";
import { test } from "node:test";
import { calendarOf } from "../../../pkg-template/quiz/calendar.js";
import { sectionsOf } from "../../../pkg-template/quiz/result-sections.js";
import { NAME, blocks, protocol, screeningWith } from "./data.mjs";
import { readCalendar } from "./ics.mjs";

const sections = sectionsOf({ blocks });
const written = (change) =>
  calendarOf({ screening: screeningWith(change), sections, protocol, locale: "en", timeZone: undefined });
const events = (change) => readCalendar(written(change));

test("the plan becomes events at the times that are certain, in UTC", () => {
  const [before, treatment, after, ...more] = events();
  assert.deepEqual(more, [], "a time that is not certain is in no calendar");
  assert.equal(treatment.SUMMARY, "infusion");
  assert.equal(treatment.DTSTART, Date.parse("2026-05-05T10:00:00-06:00"));
  assert.equal(treatment.DTEND, Date.parse("2026-05-05T12:00:00-06:00"), "the latest end");
  assert.equal(before.SUMMARY, `${NAME}: last use before`);
  assert.equal(after.SUMMARY, `${NAME}: next use after`);
  assert.ok(!("DTEND" in before));
});

test("a part of a second is rounded so that the time is enough", () => {
  const [before, , after] = events();
  assert.equal(before.DTSTART, Date.parse("2026-05-04T21:59:59-06:00"), "last use: the second before");
  assert.equal(after.DTSTART, Date.parse("2026-05-05T18:00:01-06:00"), "next use: the second after");
});

test("what has to be shown with every result, and the notes of the step, stand in each event", () => {
  const [before, treatment] = events();
  assert.equal(before.DESCRIPTION, "Ask first.\nA clinician decides.");
  assert.equal(treatment.DESCRIPTION, "A clinician decides.");
});

test("an event keeps its name as long as the appointment stays, and the name tells nothing", () => {
  const names = (list) => list.map(({ UID }) => UID);
  assert.deepEqual(names(events({ now: "2026-05-05T09:50:00-06:00" })), names(events()));
  const start = "2026-05-07T10:00:00-06:00";
  const moved = screeningWith().appointment;
  moved.start = { earliest: start, latest: start };
  assert.equal(new Set([...names(events()), ...names(events({ appointment: moved }))]).size, 6);
  for (const name of names(events())) assert.ok(!/lamictal/i.test(name), name);
});

test("it is stamped with the time of the screening, not with that of the click", () => {
  for (const { DTSTAMP } of events()) assert.equal(DTSTAMP, Date.parse("2026-05-05T09:45:00-06:00"));
});

test("an appointment that is only about known is no event", () => {
  const appointment = screeningWith().appointment;
  appointment.start.latest = "2026-05-05T11:00:00-06:00";
  assert.deepEqual(
    events({ appointment }).map(({ SUMMARY }) => SUMMARY),
    [`${NAME}: last use before`, `${NAME}: next use after`],
  );
});

test("without any certain time there is no calendar", () => {
  const open = { earliest: null, latest: null };
  const plan = screeningWith().plan.map((entry) => ({ ...entry, at: { possible: null, certain: null } }));
  assert.equal(written({ plan, appointment: { start: open, end: open } }), null);
  assert.equal(calendarOf({ screening: screeningWith(), sections: { ...sections, plan: null }, protocol }), null);
});
