// The engine writes times, dates, durations and lists in one plain way. Here they get the form the person is used to,
// by `Intl`: no word of any language stands in this file.

import { checkOptions, kind, quoted } from "./arguments.js";

const MINUTE = 60_000;

const UNITS = new Map(
  ["year", "month", "week", "day", "hour", "minute"].flatMap((unit) => [
    [unit, unit],
    [`${unit}s`, unit],
  ]),
)
  .set("h", "hour")
  .set("min", "minute");
const LARGEST_FIRST = [...new Set(UNITS.values())];
const ON_THE_CALENDAR = ["year", "month"];

const A_LOCALE = 'a locale, such as "es" or "en-US"';
const A_ZONE = 'the name of a time zone, such as "America/Denver"';

const LOCALE = ["locale"];
const LOCALE_AND_ZONE = ["locale", "timeZone"];

const DAY = /(\d{4}-\d\d-\d\d)/;
const CLOCK = /(\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?/;
const OFFSET = /(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))/;
const TIME = new RegExp(`^${DAY.source}[Tt ]${CLOCK.source}${OFFSET.source}$`);

const MOST_FORMATTERS = 200;
const formatters = new Map();

export function formatTime(time, options = {}) {
  checkOptions(options, LOCALE_AND_ZONE);
  const { wall, offset } = readTime(time);
  const { locale, timeZone } = options;
  // Without a zone, the clock that the text itself shows. `Z` is UTC and no clock on a wall, so the result says so.
  const onItsOwnClock = timeZone === undefined && offset !== null;
  const moment = onItsOwnClock ? wall : wall - (offset ?? 0);
  const formatter = formatterOf(Intl.DateTimeFormat, locale, {
    weekday: "long",
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    second: moment % MINUTE === 0 ? undefined : "2-digit",
    // A moment is never shown earlier than it is: it may be the one from which something is allowed.
    fractionalSecondDigits: moment % 1000 === 0 ? undefined : 3,
    timeZone: timeZone === undefined ? "UTC" : zoneName(timeZone),
    timeZoneName: onItsOwnClock ? undefined : "short",
  });
  return formatter.format(moment);
}

export function formatDate(date, options = {}) {
  checkOptions(options, LOCALE);
  const [day] = parts(date, /^\d{4}-\d\d-\d\d$/, 'a date, such as "2027-11-22"');
  const midnight = shown(`${day}T00:00:00.000Z`, date);
  return formatterOf(Intl.DateTimeFormat, options.locale, { dateStyle: "long", timeZone: "UTC" }).format(midnight);
}

export function formatDuration(duration, options = {}) {
  checkOptions(options, LOCALE);
  const { locale } = options;
  const written = readDuration(duration).map(({ number, unit }) =>
    formatterOf(Intl.NumberFormat, locale, { style: "unit", unit, unitDisplay: "long" }).format(number),
  );
  return formatterOf(Intl.ListFormat, locale, { type: "unit", style: "long" }).format(written);
}

export function formatList(items, options = {}) {
  checkOptions(options, ["locale", "type"]);
  const { locale, type = "conjunction" } = options;
  if (!Array.isArray(items) || !items.every((item) => typeof item === "string")) {
    throw new TypeError("expected an array of texts");
  }
  if (type !== "conjunction" && type !== "disjunction") {
    throw new RangeError('expected the type "conjunction" or "disjunction"');
  }
  return formatterOf(Intl.ListFormat, locale, { type, style: "long" }).format(items);
}

export function formatMoney(money, options = {}) {
  checkOptions(options, LOCALE);
  const { amount, currency } = money ?? {};
  if (typeof amount !== "number" || !Number.isFinite(amount)) {
    throw new TypeError(
      `expected an amount of money, such as { amount: 2400, currency: "USD" }, found ${kind(amount)}`,
    );
  }
  if (typeof currency !== "string" || !/^[A-Z]{3}$/.test(currency)) {
    throw new RangeError(`expected a currency, such as "USD", found ${quoted(String(currency))}`);
  }
  const trailingZeroDisplay = "stripIfInteger";
  return formatterOf(Intl.NumberFormat, options.locale, { style: "currency", currency, trailingZeroDisplay }).format(
    amount,
  );
}

export function formatLine(line, options = {}) {
  checkOptions(options, LOCALE_AND_ZONE);
  if (!Array.isArray(line)) {
    throw new TypeError(`expected a line, which is an array of spans, found ${kind(line)}`);
  }
  return line.map((span) => ({ mark: span?.mark, text: spanText(span, options) }));
}

export function lineText(line, options = {}) {
  return formatLine(line, options)
    .map(({ text }) => text)
    .join("");
}

function spanText(span, options) {
  if (typeof span?.mark !== "string" || typeof span.text !== "string") {
    throw new TypeError("expected a span, such as { mark, text }");
  }
  const { locale } = options;
  if (span.time !== undefined) return formatTime(span.time, options);
  if (span.date !== undefined) return formatDate(span.date, { locale });
  if (span.money !== undefined) return formatMoney(span.money, { locale });
  if (span.items !== undefined) return formatList(span.items, { locale });
  if (span.choices !== undefined) return formatList(span.choices, { locale, type: "disjunction" });
  return span.text;
}

/** What the clock shows, in milliseconds as if it showed UTC, and how far ahead it is: `null` where that is unsaid. */
function readTime(time) {
  const expected = 'a time with its offset and at most milliseconds, such as "2026-05-05T10:01:00-06:00"';
  const [, day, minute, second = "00", fraction = "", sign, hours, minutes] = parts(time, TIME, expected);
  const wall = shown(`${day}T${minute}:${second}.${fraction.padEnd(3, "0")}Z`, time);
  const ahead = sign === undefined ? 0 : Number(`${sign}1`) * (hours * 60 + Number(minutes)) * MINUTE;
  // `-00:00` says no more than `Z`.
  const isSaid = sign === "+" || ahead !== 0;
  return { wall, offset: isSaid ? ahead : null };
}

/** The numbers of a duration with their units, by the rules of the engine. */
function readDuration(duration) {
  const expected = 'a duration, such as "30 min", "1 h 30 min", "14 days", "2 weeks", "6 months" or "1 year"';
  parts(duration, /^\s*(\d{1,9}\s*[a-z]+\s*)+$/, expected);
  const found = [...duration.matchAll(/(\d+)\s*([a-z]+)/g)].map(([, number, word]) => ({
    number: Number(number),
    unit: UNITS.get(word),
  }));
  const rank = ({ unit }) => LARGEST_FIRST.indexOf(unit);
  const isCalendar = ({ unit }) => ON_THE_CALENDAR.includes(unit);
  const isOrdered = found.every((part, i) => i === 0 || rank(found[i - 1]) < rank(part));
  const isOfOneKind = found.every((part) => isCalendar(part) === isCalendar(found[0]));
  if (found.some(({ unit }) => unit === undefined) || !isOrdered || !isOfOneKind) {
    throw new RangeError(`expected ${expected}, found ${quoted(duration)}`);
  }
  return found;
}

function parts(value, shape, expected) {
  if (typeof value !== "string") {
    throw new TypeError(`expected ${expected}, found ${kind(value)}`);
  }
  const match = shape.exec(value);
  if (!match) {
    throw new RangeError(`expected ${expected}, found ${quoted(value)}`);
  }
  return match;
}

function shown(iso, value) {
  const wall = Date.parse(iso);
  // `Date` takes 30 February for 2 March, and 24:00 for the day after.
  if (Number.isNaN(wall) || new Date(wall).toISOString() !== iso) {
    throw new RangeError(`${quoted(value)} names a day or a time of day that does not exist`);
  }
  return wall;
}

/** Formatters are costly to make, and a page asks for the same few again and again. */
function formatterOf(Kind, locale, options) {
  if (locale !== undefined && typeof locale !== "string") {
    throw new TypeError(`expected ${A_LOCALE}, found ${kind(locale)}`);
  }
  const key = JSON.stringify([Kind.name, locale, options]);
  if (!formatters.has(key)) {
    const formatter = makeFormatter(Kind, locale, options);
    if (formatters.size === MOST_FORMATTERS) {
      formatters.clear();
    }
    formatters.set(key, formatter);
  }
  return formatters.get(key);
}

function makeFormatter(Kind, locale, options) {
  try {
    Intl.getCanonicalLocales(locale);
  } catch {
    throw new RangeError(`expected ${A_LOCALE}, found ${quoted(locale)}`);
  }
  try {
    return new Kind(locale, options);
  } catch {
    throw new RangeError(`expected ${A_ZONE}, found ${quoted(options.timeZone)}`);
  }
}

function zoneName(timeZone) {
  if (typeof timeZone !== "string") {
    throw new TypeError(`expected ${A_ZONE}, found ${kind(timeZone)}`);
  }
  return timeZone;
}
