// What people say of a time, against the moments that it can mean.

import assert from "node:assert/strict";
import { test } from "node:test";
import { choices, read } from "../../../pkg-template/quiz/when.js";

const DENVER = { now: "2026-05-05T09:45:00-06:00", timeZone: "America/Denver" };
const past = (choice, details = {}, clock = DENVER) => read(choice, details, "past", clock);
const future = (choice, details = {}, clock = DENVER) => read(choice, details, "future", clock);
const span = (earliest, latest) => ({ value: { earliest, latest } });

test("a part of a day is all of it, up to now", () => {
  assert.deepEqual(past("this_morning"), span("2026-05-05T00:00:00-06:00", "2026-05-05T09:45:00-06:00"));
  assert.deepEqual(past("last_night"), span("2026-05-04T17:00:00-06:00", "2026-05-05T05:59:59.999-06:00"));
  assert.deepEqual(past("yesterday"), span("2026-05-04T00:00:00-06:00", "2026-05-04T23:59:59.999-06:00"));
  assert.deepEqual(future("today"), span("2026-05-05T09:45:00-06:00", "2026-05-05T23:59:59.999-06:00"));
  assert.deepEqual(future("tomorrow"), span("2026-05-06T00:00:00-06:00", "2026-05-06T23:59:59.999-06:00"));
});

test("only the parts of today that have begun can be chosen", () => {
  const at = (time) =>
    choices("past", { ...DENVER, now: `2026-05-05T${time}:00-06:00` }).filter((each) => each.startsWith("this"));
  assert.deepEqual(at("00:10"), ["this_morning"]);
  assert.deepEqual(at("12:00"), ["this_afternoon", "this_morning"]);
  assert.deepEqual(at("17:00"), ["this_evening", "this_afternoon", "this_morning"]);
  assert.deepEqual(choices("future", DENVER), ["today", "tomorrow", "ahead", "date", "moment"]);
});

test("what was shown as yesterday stays that day, however long the person thinks", () => {
  const afterMidnight = { ...DENVER, now: "2026-05-06T00:05:00-06:00", shown: DENVER.now };
  assert.deepEqual(past("yesterday", {}, afterMidnight), past("yesterday"));
});

test("a number of hours, days, weeks or months is as rough as people count", () => {
  const ago = (number, unit) => past("ago", { number, unit });
  assert.deepEqual(ago("2", "hours"), span("2026-05-05T07:15:00-06:00", "2026-05-05T08:15:00-06:00"));
  assert.deepEqual(ago("12", "hours"), span("2026-05-04T19:45:00-06:00", "2026-05-04T23:45:00-06:00"));
  assert.deepEqual(ago("1", "days"), past("yesterday"));
  assert.deepEqual(ago(" 3 ", "days"), span("2026-05-01T00:00:00-06:00", "2026-05-03T23:59:59.999-06:00"));
  assert.deepEqual(ago("٣", "days"), ago("3", "days"));
  assert.deepEqual(ago("2", "weeks"), span("2026-04-17T00:00:00-06:00", "2026-04-25T23:59:59.999-06:00"));
  assert.deepEqual(ago("1", "months"), span("2026-03-15T00:00:00-06:00", "2026-04-26T23:59:59.999-06:00"));
  assert.deepEqual(
    future("ahead", { number: "2", unit: "hours" }),
    span("2026-05-05T11:15:00-06:00", "2026-05-05T12:15:00-06:00"),
  );
  for (const number of ["", "0", "-1", "1.5", "1000", "two", "1e2", "²"]) {
    assert.deepEqual(ago(number, "days"), { problem: "amount", field: "number" }, number);
  }
});

test("a day and a time are those of the person's clock", () => {
  assert.deepEqual(
    past("date", { date: "2026-05-03" }),
    span("2026-05-03T00:00:00-06:00", "2026-05-03T23:59:59.999-06:00"),
  );
  assert.deepEqual(
    past("date", { date: "2026-05-05" }),
    span("2026-05-05T00:00:00-06:00", "2026-05-05T09:45:00-06:00"),
  );
  assert.deepEqual(past("moment", { date: "2026-05-04", time: "22:01" }), { value: "2026-05-04T22:01:00-06:00" });
  assert.deepEqual(past("moment", { date: "2026-05-04", time: "" }), { problem: "time", field: "time" });
  for (const date of ["", "2026-02-30", "05/04/2026"]) {
    assert.deepEqual(past("date", { date }), { problem: "date", field: "date" }, date);
    assert.deepEqual(past("moment", { date, time: "10:00" }), { problem: "date", field: "date" }, date);
  }
});

test("the past is not to come, and what is planned has not passed", () => {
  assert.deepEqual(past("date", { date: "2026-05-06" }), { problem: "past", field: "date" });
  assert.deepEqual(past("moment", { date: "2026-05-05", time: "09:46" }), { problem: "past", field: "date" });
  assert.deepEqual(past("moment", { date: "2026-05-05", time: "09:45" }), { value: "2026-05-05T09:45:00-06:00" });
  assert.deepEqual(future("date", { date: "2026-05-04" }), { problem: "future", field: "date" });
  assert.deepEqual(future("moment", { date: "2026-05-05", time: "09:44" }), { problem: "future", field: "date" });
});

test("days on which the clocks change have the length that they have", () => {
  const spring = { now: "2026-03-09T09:00:00-06:00", timeZone: "America/Denver" };
  assert.deepEqual(past("yesterday", {}, spring), span("2026-03-08T00:00:00-07:00", "2026-03-08T23:59:59.999-06:00"));
  // 2:30 never came on that day: an hour earlier or later is meant.
  assert.deepEqual(
    past("moment", { date: "2026-03-08", time: "02:30" }, spring),
    span("2026-03-08T01:30:00-07:00", "2026-03-08T03:30:00-06:00"),
  );
  const autumn = { now: "2026-11-02T09:00:00-07:00", timeZone: "America/Denver" };
  assert.deepEqual(
    past("moment", { date: "2026-11-01", time: "01:30" }, autumn),
    span("2026-11-01T01:30:00-06:00", "2026-11-01T01:30:00-07:00"),
  );
  assert.deepEqual(
    past("last_night", {}, { ...autumn, now: "2026-11-01T09:00:00-07:00" }).value.latest,
    "2026-11-01T05:59:59.999-07:00",
  );
  // Midnight itself was skipped in Santiago.
  const santiago = { now: "2026-09-06T10:00:00-03:00", timeZone: "America/Santiago" };
  assert.deepEqual(past("this_morning", {}, santiago).value.latest, santiago.now);
  assert.equal(
    past("date", { date: "2011-12-30" }, { now: "2026-05-05T10:00:00+13:00", timeZone: "Pacific/Apia" }).problem,
    "date",
  );
});

test("never and not knowing are answers of their own", () => {
  assert.deepEqual(past("never"), { value: "never" });
  assert.deepEqual(future("unknown"), { value: null });
});
