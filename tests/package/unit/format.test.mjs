import assert from "node:assert/strict";
import { test } from "node:test";
import {
  formatDate,
  formatDuration,
  formatLine,
  formatList,
  formatMoney,
  formatTime,
  lineText,
} from "../../../pkg-template/format.js";

// Which kind of space stands between a number and what belongs to it, differs from browser to browser.
const spaces = (text) => text.replace(/[\u00a0\u202f]/g, " ");
const time = (...given) => spaces(formatTime(...given));

test("a time is shown on the clock that it carries", () => {
  assert.equal(time("2026-05-05T10:01:00-06:00", { locale: "en" }), "Tuesday, May 5, 2026 at 10:01 AM");
  assert.equal(time("2026-05-05T10:01:00-06:00", { locale: "es" }), "martes, 5 de mayo de 2026, 10:01");
  assert.equal(time("2026-05-05T10:01:00+05:45", { locale: "en" }), "Tuesday, May 5, 2026 at 10:01 AM");
  assert.equal(time("2026-12-31T23:30:00-09:30", { locale: "en" }), "Thursday, December 31, 2026 at 11:30 PM");
  assert.equal(time("2027-01-01T00:00:00+14:00", { locale: "es" }), "viernes, 1 de enero de 2027, 0:00");
  assert.equal(time("2026-05-05T10:01:00+00:00", { locale: "en" }), "Tuesday, May 5, 2026 at 10:01 AM");
});

test("a time in UTC shows no clock on a wall, and says so", () => {
  for (const text of ["2026-05-05T16:01:00Z", "2026-05-05T16:01:00-00:00", "2026-05-05t16:01z"]) {
    assert.equal(time(text, { locale: "en" }), "Tuesday, May 5, 2026 at 4:01 PM UTC");
  }
});

test("seconds and milliseconds show where there are some", () => {
  assert.equal(time("2026-05-05T10:01:05-06:00", { locale: "en" }), "Tuesday, May 5, 2026 at 10:01:05 AM");
  assert.equal(time("2026-05-05T10:01:05-06:00", { locale: "es" }), "martes, 5 de mayo de 2026, 10:01:05");
  assert.equal(time("2026-05-05T23:59:59.999-06:00", { locale: "en" }), "Tuesday, May 5, 2026 at 11:59:59.999 PM");
  assert.equal(time("2026-05-05T10:01:00.5-06:00", { locale: "es" }), "martes, 5 de mayo de 2026, 10:01:00,500");
  assert.equal(time("2026-05-05T10:01:00.000-06:00", { locale: "en" }), "Tuesday, May 5, 2026 at 10:01 AM");
});

test("in a zone, the same moment is shown on the clock there", () => {
  const moment = "2026-11-01T01:30:00-06:00";
  const shown = (timeZone, locale) => time(moment, { locale, timeZone });
  assert.equal(shown("America/Denver", "en"), "Sunday, November 1, 2026 at 1:30 AM MDT");
  assert.equal(shown("America/New_York", "en"), "Sunday, November 1, 2026 at 2:30 AM EST");
  assert.equal(shown("Asia/Kathmandu", "en"), "Sunday, November 1, 2026 at 1:15 PM GMT+5:45");
  assert.equal(shown("Pacific/Kiritimati", "en"), "Sunday, November 1, 2026 at 9:30 PM GMT+14");
  assert.equal(shown("Europe/Madrid", "es"), "domingo, 1 de noviembre de 2026, 8:30 CET");
  // An hour later the clock in Denver shows the same again; the name of the zone tells them apart.
  const later = time("2026-11-01T08:30:00Z", { locale: "en", timeZone: "America/Denver" });
  assert.equal(later, "Sunday, November 1, 2026 at 1:30 AM MST");
});

test("a date is a day, whatever zone the browser is in", () => {
  const before = process.env.TZ;
  try {
    for (const zone of ["Pacific/Pago_Pago", "Pacific/Kiritimati"]) {
      process.env.TZ = zone;
      assert.equal(formatDate("2027-11-22", { locale: "en" }), "November 22, 2027");
      assert.equal(formatDate("2027-11-22", { locale: "es" }), "22 de noviembre de 2027");
      assert.equal(formatDate("2028-02-29", { locale: "en-GB" }), "29 February 2028");
      assert.equal(time("2026-05-05T10:01:00-06:00", { locale: "en-US" }), "Tuesday, May 5, 2026 at 10:01 AM");
    }
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});

test("a duration is written out in every unit", () => {
  const written = [
    ["1 min", "1 minute", "1 minuto"],
    ["30 min", "30 minutes", "30 minutos"],
    ["12 h", "12 hours", "12 horas"],
    ["1 hour", "1 hour", "1 hora"],
    ["1 h 30 min", "1 hour, 30 minutes", "1 hora y 30 minutos"],
    ["1h30min", "1 hour, 30 minutes", "1 hora y 30 minutos"],
    ["1 day", "1 day", "1 día"],
    ["14 days", "14 days", "14 días"],
    ["1 week", "1 week", "1 semana"],
    ["2 weeks 3 days 1 minute", "2 weeks, 3 days, 1 minute", "2 semanas, 3 días y 1 minuto"],
    ["1 month", "1 month", "1 mes"],
    ["6 months", "6 months", "6 meses"],
    ["1 year 6 months", "1 year, 6 months", "1 año y 6 meses"],
    ["1000 years", "1,000 years", "1000 años"],
    [" 90 minutes ", "90 minutes", "90 minutos"],
    ["2 hours", "2 hours", "2 horas"],
    ["0 min", "0 minutes", "0 minutos"],
  ];
  for (const [duration, english, spanish] of written) {
    assert.equal(spaces(formatDuration(duration, { locale: "en" })), english);
    assert.equal(spaces(formatDuration(duration, { locale: "es" })), spanish);
  }
});

test("a duration that the engine would not read is refused", () => {
  const expected =
    'expected a duration, such as "30 min", "1 h 30 min", "14 days", "2 weeks", "6 months" or "1 year", found ';
  for (const text of [
    "",
    "12",
    "h",
    "1.5 h",
    "-1 h",
    "30 s",
    "5 m",
    "3 mins",
    "1 H",
    "30 min 1 h",
    "1 h 1 h",
    "1 month 2 days",
    "1 week 1 year",
    "9999999999 min",
    "1 h, 30 min",
    "1 constructor",
  ]) {
    const message = `${expected}${JSON.stringify(text)}`;
    assert.throws(() => formatDuration(text, { locale: "en" }), { name: "RangeError", message });
  }
  assert.throws(() => formatDuration(30, { locale: "en" }), { name: "TypeError", message: /found number$/ });
});

test("a list ends in the person's own and or or", () => {
  const names = ["Percocet", "Vicodin", "ibuprofeno"];
  assert.equal(formatList(names, { locale: "en" }), "Percocet, Vicodin, and ibuprofeno");
  assert.equal(formatList(names, { locale: "es" }), "Percocet, Vicodin e ibuprofeno");
  assert.equal(formatList(["a", "b"], { locale: "en", type: "disjunction" }), "a or b");
  assert.equal(formatList(["a", "b"], { locale: "es", type: "disjunction" }), "a o b");
  assert.equal(formatList(["alone"], { locale: "es" }), "alone");
  assert.equal(formatList([], { locale: "en" }), "");
  for (const items of ["Percocet", undefined, [1], [null], new Set(["a"])]) {
    assert.throws(() => formatList(items, { locale: "en" }), { name: "TypeError", message: /array of texts/ });
  }
  assert.throws(() => formatList(["a"], { type: "unit" }), { name: "RangeError", message: /"disjunction"/ });
});

test("an amount of money is written as the person's region writes it, with cents only where there are some", () => {
  assert.equal(formatMoney({ amount: 2400, currency: "USD" }, { locale: "en-US" }), "$2,400");
  assert.equal(formatMoney({ amount: 2400.5, currency: "USD" }, { locale: "en-US" }), "$2,400.50");
  assert.equal(formatMoney({ amount: 24000, currency: "EUR" }, { locale: "es-ES" }), "24.000\u00a0€");
  const line = [{ mark: "strong", text: "$2,400", money: { amount: 2400, currency: "USD" } }];
  assert.equal(lineText(line, { locale: "en-GB" }), "US$2,400");
  for (const money of [undefined, 5, { amount: "5", currency: "USD" }, { amount: Infinity, currency: "USD" }]) {
    assert.throws(() => formatMoney(money, { locale: "en" }), { name: "TypeError", message: /amount of money/ });
  }
  for (const currency of ["$", "usd", undefined]) {
    assert.throws(() => formatMoney({ amount: 5, currency }), { name: "RangeError", message: /a currency/ });
  }
});

test("a line shows its times, dates and lists in the person's way, and every other text as it is", () => {
  const line = [
    { mark: "plain", text: "Until " },
    { mark: "time", text: "2026-05-05 10:01 (-06:00)", time: "2026-05-05T10:01:00-06:00" },
    { mark: "plain", text: " or " },
    { mark: "time", text: "2027-11-22", date: "2027-11-22" },
    { mark: "plain", text: ": " },
    { mark: "name", text: "percs, xanax", items: ["percs", "xanax"] },
    { mark: "plain", text: " or " },
    { mark: "name", text: "percs, xanax", choices: ["percs", "xanax"] },
    { mark: "said", text: " <b>2026-05-05T10:01:00-06:00</b>" },
  ];
  assert.equal(
    spaces(lineText(line, { locale: "en" })),
    "Until Tuesday, May 5, 2026 at 10:01 AM or November 22, 2027: percs and xanax or percs or xanax <b>2026-05-05T10:01:00-06:00</b>",
  );
  assert.equal(
    spaces(lineText(line.slice(0, 2), { locale: "es", timeZone: "Europe/Madrid" })),
    "Until martes, 5 de mayo de 2026, 18:01 CEST",
  );
  const parts = formatLine(line, { locale: "es" });
  assert.deepEqual(
    parts.map(({ mark }) => mark),
    ["plain", "time", "plain", "time", "plain", "name", "plain", "name", "said"],
  );
  assert.deepEqual(parts[3], { mark: "time", text: "22 de noviembre de 2027" });
  assert.deepEqual(parts[5], { mark: "name", text: "percs y xanax" });
  assert.equal(parts.map(({ text }) => text).join(""), lineText(line, { locale: "es" }));
  assert.equal(lineText([], { locale: "en" }), "");
});

test("what is no line is refused", () => {
  for (const line of [undefined, null, "text", { mark: "plain", text: "" }]) {
    assert.throws(() => lineText(line, { locale: "en" }), { name: "TypeError", message: /array of spans/ });
  }
  for (const span of [null, "text", {}, { mark: "plain" }, { text: "text" }, { mark: "plain", text: 5 }]) {
    assert.throws(() => lineText([span], { locale: "en" }), { name: "TypeError", message: /^expected a span/ });
  }
  assert.throws(() => lineText([{ mark: "time", text: "", time: "soon" }], { locale: "en" }), RangeError);
});

test("a language that is written from the right, with other numerals or another calendar, is written", () => {
  const shown = time("2026-05-05T10:01:00-06:00", { locale: "ar", timeZone: "Asia/Beirut" });
  assert.match(shown, /الثلاثاء.*مايو.*(2026|٢٠٢٦)/);
  assert.match(formatDate("2027-11-22", { locale: "ar" }), /نوفمبر/);
  assert.match(formatDuration("1 h 30 min", { locale: "ar" }), /ساعة.*دقيقة/);
  assert.match(formatList(["a", "b"], { locale: "ar" }), /و/);
  assert.match(formatDate("2026-05-05", { locale: "fa" }), /۱۴۰۵/);
});

test("without a locale it is the browser's", () => {
  const { locale } = new Intl.DateTimeFormat().resolvedOptions();
  assert.equal(formatTime("2026-05-05T10:01:00-06:00"), formatTime("2026-05-05T10:01:00-06:00", { locale }));
  assert.equal(formatDate("2027-11-22"), formatDate("2027-11-22", { locale }));
  assert.equal(formatDuration("2 weeks"), formatDuration("2 weeks", { locale }));
  assert.equal(formatList(["a", "b"]), formatList(["a", "b"], { locale }));
  assert.equal(lineText([{ mark: "plain", text: "a" }]), "a");
});

test("a time or a date that is none is refused", () => {
  const expected =
    'expected a time with its offset and at most milliseconds, such as "2026-05-05T10:01:00-06:00", found ';
  for (const text of [
    "",
    "2026-05-05",
    "2026-05-05T10:01",
    "2026-05-05T10:01:00-0600",
    "2026-05-05T10:01:00-24:00",
    "2026-05-05T10:01:00-06:60",
    "2026-05-05T10:01:00.1234-06:00",
    "2026-05-05T10:01:00-06:00\n",
    "2026-05-05 (-06:00)",
  ]) {
    const message = `${expected}${JSON.stringify(text)}`;
    assert.throws(() => formatTime(text, { locale: "en" }), { name: "RangeError", message });
  }
  for (const text of ["2026-02-30T10:01:00Z", "2026-05-05T24:00:00Z", "2026-05-05T23:59:60Z"]) {
    const message = `"${text}" names a day or a time of day that does not exist`;
    assert.throws(() => formatTime(text, { locale: "en" }), { name: "RangeError", message });
  }
  for (const text of ["", "2026-05", "22/11/2027", "2027-11-22T00:00"]) {
    assert.throws(() => formatDate(text, { locale: "en" }), { name: "RangeError", message: /^expected a date/ });
  }
  assert.throws(() => formatDate("2027-02-29", { locale: "en" }), { name: "RangeError", message: /does not exist$/ });
  for (const value of [undefined, null, new Date(0), 0]) {
    assert.throws(() => formatTime(value, { locale: "en" }), { name: "TypeError", message: /^expected a time/ });
    assert.throws(() => formatDate(value, { locale: "en" }), { name: "TypeError", message: /^expected a date/ });
  }
});

test("a locale or a zone that is none is refused, and so is an option that does not exist", () => {
  const at = "2026-05-05T10:01:00-06:00";
  const every = [
    (options) => formatTime(at, options),
    (options) => formatDate("2027-11-22", options),
    (options) => formatDuration("2 weeks", options),
    (options) => formatList(["a", "b"], options),
    (options) => lineText([{ mark: "time", text: at, time: at }], options),
  ];
  for (const format of every) {
    assert.throws(() => format({ locale: "en_US" }), {
      name: "RangeError",
      message: 'expected a locale, such as "es" or "en-US", found "en_US"',
    });
    assert.throws(() => format({ locale: "" }), { name: "RangeError", message: /^expected a locale/ });
    assert.throws(() => format({ locale: null }), { name: "TypeError", message: /^expected a locale/ });
    assert.throws(() => format({ locale: ["es"] }), { name: "TypeError", message: /^expected a locale/ });
    assert.throws(() => format("es"), { name: "TypeError", message: /^expected options/ });
    assert.throws(() => format({ lang: "es" }), { name: "TypeError", message: /^there is no option "lang"/ });
  }
  assert.throws(() => formatTime(at, { timeZone: "Mars/Base" }), {
    name: "RangeError",
    message: 'expected the name of a time zone, such as "America/Denver", found "Mars/Base"',
  });
  assert.throws(() => formatTime(at, { timeZone: null }), { name: "TypeError", message: /^expected the name of a/ });
  assert.throws(() => formatTime(at, { timezone: "UTC" }), { name: "TypeError", message: /^there is no option/ });
  assert.throws(() => formatDate("2027-11-22", { timeZone: "UTC" }), TypeError);
});

test("a formatter is made once for each locale, zone and shape", () => {
  let made = 0;
  const Real = Intl.DateTimeFormat;
  Intl.DateTimeFormat = class DateTimeFormat extends Real {
    constructor(...given) {
      super(...given);
      made += 1;
    }
  };
  try {
    for (let minute = 10; minute < 60; minute += 1) {
      for (const timeZone of ["Asia/Tokyo", "Asia/Seoul"]) {
        for (const locale of ["de", "fr"]) formatTime(`2026-05-05T10:${minute}:00Z`, { locale, timeZone });
      }
    }
  } finally {
    Intl.DateTimeFormat = Real;
  }
  assert.equal(made, 4);
});
