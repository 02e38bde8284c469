// What a form knows of a time is the reading of a wall clock and the name of a zone. The engine takes moments with
// their offset from UTC and holds no zone rules, so they are looked up here, in the browser's own: `Intl`.
//
// A zone is a row of spans, each with one offset. Three facts of the IANA database, up to its release 2025b, make the
// search below complete: every offset is shorter than a day, two changes of one zone are at least 95 hours apart, and
// every change falls on a whole second.

import { checkOptions, kind, quoted } from "./arguments.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

// The first and the last moment that RFC 3339 can write.
const FIRST = Date.parse("0000-01-01T00:00:00.000Z");
const LAST = Date.parse("9999-12-31T23:59:59.999Z");

const A_ZONE = 'the name of a time zone, such as "America/Denver"';

const MOST_CLOCKS = 100;
const clocks = new Map();

export function now(options = {}) {
  checkOptions(options, ["timeZone", "date"]);
  const { timeZone = browserTimeZone(), date = new Date() } = options;
  return written(clockOf(timeZone), momentOf(date));
}

export function browserTimeZone() {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  if (!timeZone || timeZone === "Etc/Unknown") {
    throw new RangeError('the browser does not know its time zone: name one, such as "America/Denver"');
  }
  return timeZone;
}

export function localTime(value, timeZone) {
  const clock = clockOf(timeZone);
  const shape = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?$/;
  const match = parts(value, shape, "a local date and time", "2026-05-05T09:45");
  const [, day, minute, second = "00", fraction = ""] = match;
  const wall = shown(`${day}T${minute}:${second}.000`, value);
  const millis = Number(fraction.padEnd(3, "0"));
  const spans = spansAround(clock, wall, wall + SECOND);
  const found = readings(spans, wall, wall + SECOND).map(({ start }) => start);
  const meant = found.length > 0 ? found : eitherSide(spans, wall);
  const moments = meant.map((moment) => written(clock, moment + millis));
  return moments.length === 1 ? moments[0] : { earliest: moments[0], latest: moments.at(-1) };
}

export function localDate(value, timeZone) {
  const clock = clockOf(timeZone);
  const [day] = parts(value, /^\d{4}-\d\d-\d\d$/, "a date", "2026-05-05");
  const midnight = shown(`${day}T00:00:00.000`, value);
  return stretch(clock, midnight, midnight + DAY, value);
}

export function localMonth(value, timeZone) {
  const clock = clockOf(timeZone);
  const [month] = parts(value, /^\d{4}-\d\d$/, "a month", "2026-05");
  const first = shown(`${month}-01T00:00:00.000`, value);
  const next = new Date(first);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return stretch(clock, first, next.getTime(), value);
}

/** From the first to the last moment at which the clock shows something from `first` on and before `end`. */
function stretch(clock, first, end, value) {
  const found = readings(spansAround(clock, first, end), first, end);
  if (found.length === 0) {
    throw new RangeError(`${quoted(value)} never came in ${zoneOf(clock)}: the clocks there skipped that day`);
  }
  return { earliest: written(clock, found[0].start), latest: written(clock, found.at(-1).end - 1) };
}

/** The times, in order, during which the clock shows something from `first` on and before `end`. */
function readings(spans, first, end) {
  return spans
    .map((span) => ({
      start: Math.max(span.start, first - span.offset),
      end: Math.min(span.end, end - span.offset),
    }))
    .filter(({ start, end }) => start < end);
}

/** What a reading that never comes means by the offset after the change that skipped it, and by the one before. */
function eitherSide(spans, wall) {
  const next = spans.findIndex((span) => wall < span.start + span.offset);
  return [wall - spans[next].offset, wall - spans[next - 1].offset];
}

/** The spans of one offset each that hold every moment at which the clock may show something between the two. */
function spansAround(clock, first, end) {
  const spans = [{ start: first - DAY, end: end + DAY, offset: offsetAt(clock, first - DAY) }];
  for (let at = first - DAY; at < end + DAY; at += DAY) {
    const last = spans.at(-1);
    const next = Math.min(at + DAY, end + DAY);
    const offset = offsetAt(clock, next);
    if (offset !== last.offset) {
      const change = changeBetween(clock, at, next);
      spans.push({ start: change, end: last.end, offset });
      last.end = change;
    }
  }
  return spans;
}

/** The first second of the second of two offsets, given a moment in each and one change between them. */
function changeBetween(clock, before, after) {
  const offset = offsetAt(clock, before);
  while (after - before > SECOND) {
    const middle = before + Math.floor((after - before) / 2 / SECOND) * SECOND;
    if (offsetAt(clock, middle) === offset) {
      before = middle;
    } else {
      after = middle;
    }
  }
  return after;
}

/** How far the clock is ahead of UTC. */
function offsetAt(clock, moment) {
  const second = Math.floor(moment / SECOND) * SECOND;
  const part = {};
  for (const { type, value } of clock.formatToParts(second)) {
    part[type] = value;
  }
  const wall = new Date(0);
  // There is no year 0 among eras: the year before 1 AD is 1 BC.
  const year = part.era.startsWith("B") ? 1 - part.year : Number(part.year);
  wall.setUTCFullYear(year, part.month - 1, part.day);
  wall.setUTCHours(part.hour, part.minute, part.second);
  return wall.getTime() - second;
}

/** The moment as the clock shows it, with its offset. */
function written(clock, moment) {
  if (moment < FIRST || moment > LAST) {
    throw new RangeError("expected a time that lies within the years 0000 to 9999 in UTC");
  }
  const offset = offsetAt(clock, moment);
  const local = text(moment + offset);
  // RFC 3339 has neither seconds of an offset nor years of five digits. In UTC, the moment is exact all the same.
  if (offset % MINUTE !== 0 || !/^\d{4}-/.test(local)) {
    return `${text(moment)}Z`;
  }
  const minutes = Math.abs(offset) / MINUTE;
  const two = (number) => String(number).padStart(2, "0");
  return `${local}${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function text(wall) {
  return new Date(wall).toISOString().replace(/(\.000)?Z$/, "");
}

/** What a clock shows, in milliseconds as if it showed UTC. */
function shown(iso, value) {
  const wall = Date.parse(`${iso}Z`);
  // `Date` takes 30 February for 2 March, and 24:00 for the day after.
  if (Number.isNaN(wall) || new Date(wall).toISOString() !== `${iso}Z`) {
    throw new RangeError(`${quoted(value)} names a day or a time of day that does not exist`);
  }
  return wall;
}

function parts(value, shape, what, example) {
  if (typeof value !== "string") {
    throw new TypeError(`expected ${what} as text, such as "${example}", found ${kind(value)}`);
  }
  const match = shape.exec(value);
  if (!match) {
    const help = value === "" ? '; leave a blank answer out, or give null for "I don\'t know"' : "";
    throw new RangeError(`expected ${what}, such as "${example}", found ${quoted(value)}${help}`);
  }
  return match;
}

function momentOf(date) {
  let moment;
  try {
    // Unlike `instanceof`, this also knows the dates of another frame.
    moment = Date.prototype.getTime.call(date);
  } catch {
    throw new TypeError(`expected a Date, found ${kind(date)}`);
  }
  if (Number.isNaN(moment)) {
    throw new RangeError("expected a Date that holds a time, found an invalid one");
  }
  return moment;
}

function clockOf(timeZone) {
  if (typeof timeZone !== "string") {
    throw new TypeError(`expected ${A_ZONE}, found ${kind(timeZone)}`);
  }
  if (!clocks.has(timeZone)) {
    const clock = makeClock(timeZone);
    if (clocks.size === MOST_CLOCKS) {
      clocks.clear();
    }
    clocks.set(timeZone, clock);
  }
  return clocks.get(timeZone);
}

function makeClock(timeZone) {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      // Of the calendars that look alike, the only one that counts leap years as `Date` does before 1582.
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    throw new RangeError(`expected ${A_ZONE}, found ${quoted(timeZone)}`);
  }
}

function zoneOf(clock) {
  return clock.resolvedOptions().timeZone;
}
