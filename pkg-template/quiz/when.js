// Times as people remember them. What is rough stays rough: nothing here makes a time more exact than it was said.

import { localDate, localTime, now as written } from "../time.js";
import { plainDigits } from "./typed.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Parts of a day: the first and the last that the clock shows, and how many days from today. */
const PARTS = {
  this_morning: [0, "00:00", 0, "11:59:59.999"],
  this_afternoon: [0, "12:00", 0, "17:59:59.999"],
  this_evening: [0, "17:00", 0, "23:59:59.999"],
  last_night: [-1, "17:00", 0, "05:59:59.999"],
  today: [0, "00:00", 0, "23:59:59.999"],
  yesterday: [-1, "00:00", -1, "23:59:59.999"],
  tomorrow: [1, "00:00", 1, "23:59:59.999"],
};

/** Each with how far off whoever counts in it may be. A day or a week is counted by the calendar. */
export const UNITS = {
  hours: (number) => ({ around: number * HOUR, slack: Math.max(30, 10 * number) * MINUTE }),
  days: (number) => ({ days: number, slack: Math.floor(number / 3) }),
  weeks: (number) => ({ days: 7 * number, slack: Math.max(4, Math.floor((7 * number) / 3)) }),
  months: (number) => ({ days: 30 * number, slack: 20 + number }),
};

const MOST = 999;

/**
 * What there is to choose from at this time of the day. `clock` is `{ now, timeZone }`; for `read` also `shown`, the
 * time at which the choices were shown, since "yesterday" must not change its meaning at midnight.
 */
export function choices(tense, clock) {
  const hour = Number(clock.now.slice(11, 13));
  const close = tense === "past" ? ["last_night", "yesterday"] : ["today", "tomorrow"];
  const parts = tense === "past" ? ["this_morning", "this_afternoon", "this_evening"] : [];
  const begun = parts.filter((part) => hour >= Number(PARTS[part][1].slice(0, 2)));
  return [...begun.toReversed(), ...close, tense === "past" ? "ago" : "ahead", "date", "moment"];
}

/**
 * What a choice with its details means: `{ value }` for the intake, or `{ problem, field }`.
 *
 * @param details `{ number, unit }` for "ago" and "ahead", `{ date }` for "date", `{ date, time }` for "moment".
 */
export function read(choice, details, tense, clock) {
  if (choice === "never" || choice === "unknown") return { value: choice === "never" ? choice : null };
  try {
    return onItsSide(meant(choice, details, tense, clock), tense, clock);
  } catch (error) {
    if (error instanceof Refused) return { problem: error.message, field: error.field };
    throw error;
  }
}

class Refused extends Error {
  constructor(problem, field) {
    super(problem);
    this.field = field;
  }
}

function meant(choice, { number, unit, date, time }, tense, clock) {
  const today = (clock.shown ?? clock.now).slice(0, 10);
  if (Object.hasOwn(PARTS, choice)) {
    const [firstDay, first, lastDay, last] = PARTS[choice];
    return between(
      localTime(`${dayFrom(today, firstDay)}T${first}`, clock.timeZone),
      localTime(`${dayFrom(today, lastDay)}T${last}`, clock.timeZone),
    );
  }
  if (choice === "date") return wholeDay(date, clock);
  if (choice === "moment") {
    wholeDay(date, clock);
    if (!/^\d\d:\d\d/.test(time)) throw new Refused("time", "time");
    return localTime(`${date}T${time}`, clock.timeZone);
  }
  const digits = plainDigits(number);
  const amount = /^\s*\d{1,3}\s*$/.test(digits) ? Number(digits) : 0;
  if (amount < 1 || amount > MOST) throw new Refused("amount", "number");
  const { around, days, slack } = UNITS[unit](amount);
  const sign = tense === "past" ? -1 : 1;
  if (days !== undefined) {
    const ends = [sign * days - slack, sign * days + slack].map((shift) => wholeDay(dayFrom(today, shift), clock));
    return between(...ends);
  }
  const middle = Date.parse(clock.now) + sign * around;
  return between(at(middle - slack, clock), at(middle + slack, clock));
}

function wholeDay(date, clock) {
  try {
    return localDate(date, clock.timeZone);
  } catch {
    throw new Refused("date", "date");
  }
}

/** What has passed is never later than now, and what is to come never earlier. */
function onItsSide(value, tense, clock) {
  const now = Date.parse(clock.now);
  const [earliest, latest] = [first(value), last(value)];
  const isPast = tense === "past";
  if (isPast ? Date.parse(earliest) > now : Date.parse(latest) < now) return { problem: tense, field: "date" };
  if (isPast && Date.parse(latest) > now) return { value: between(earliest, clock.now) };
  if (!isPast && Date.parse(earliest) < now) return { value: between(clock.now, latest) };
  return { value };
}

function between(from, to) {
  const [earliest, latest] = [first(from), last(to)];
  return Date.parse(earliest) === Date.parse(latest) ? earliest : { earliest, latest };
}

const first = (time) => (typeof time === "string" ? time : time.earliest);
const last = (time) => (typeof time === "string" ? time : time.latest);

const at = (moment, { timeZone }) => written({ date: new Date(moment), timeZone });

function dayFrom(day, shift) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + shift * DAY).toISOString().slice(0, 10);
}
