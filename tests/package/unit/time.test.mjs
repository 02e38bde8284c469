import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { browserTimeZone, localDate, localMonth, localTime, now } from "../../../pkg-template/time.js";

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ZONES = [
  "Africa/Cairo", // changes at midnight
  "Africa/Casablanca", // an hour back for Ramadan
  "America/Denver",
  "America/Santiago", // changes at midnight
  "America/Sao_Paulo", // changed at midnight
  "Antarctica/Troll", // changes by two hours
  "Asia/Beirut", // changes at midnight
  "Asia/Gaza", // changes on many different days
  "Asia/Kathmandu", // never changes
  "Asia/Pyongyang", // moved by half an hour, and back
  "Asia/Tehran", // changed at midnight
  "Australia/Lord_Howe", // changes by half an hour
  "Europe/London",
  "Pacific/Apia",
  "Pacific/Norfolk", // moved by half an hour, then took up summer time
];

// A second way to read a zone's clock and its offset, which shares nothing with the one under test but `Intl`.
const formatters = new Map();

function formatter(locale, timeZone, options) {
  const key = `${locale} ${timeZone}`;
  if (!formatters.has(key)) formatters.set(key, new Intl.DateTimeFormat(locale, { timeZone, ...options }));
  return formatters.get(key);
}

/** What a clock shows, as the Swedes write it: `2026-05-05 09:45:00`. */
function clock(zone, at) {
  return formatter("sv-SE", zone, { dateStyle: "short", timeStyle: "medium" }).format(at);
}

function offset(zone, at) {
  const text = formatter("en-US", zone, { timeZoneName: "longOffset" }).format(at);
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(text);
  return sign === undefined ? 0 : Number(`${sign}1`) * (hours * HOUR + minutes * MINUTE);
}

function changes(zone, from, to) {
  const found = [];
  let before = offset(zone, from);
  for (let at = from; at < to; at += DAY) {
    const after = offset(zone, at + DAY);
    if (after !== before) {
      let [low, high] = [at, at + DAY];
      while (high - low > MINUTE) {
        const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
        if (offset(zone, middle) === before) low = middle;
        else high = middle;
      }
      found.push({ at: high, before, after });
      before = after;
    }
  }
  return found;
}

const wallText = (wall) => new Date(wall).toISOString().slice(0, 16);
const ends = ({ earliest, latest }) => [Date.parse(earliest), Date.parse(latest)];

function push(map, key, value) {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test("a time that comes once is exact", () => {
  assert.equal(localTime("2026-05-05T09:45", "America/Denver"), "2026-05-05T09:45:00-06:00");
  assert.equal(localTime("2026-01-05T09:45", "America/Denver"), "2026-01-05T09:45:00-07:00");
  assert.equal(localTime("2026-05-05T09:45:07", "Asia/Kathmandu"), "2026-05-05T09:45:07+05:45");
  assert.equal(localTime("2026-05-05T09:45:07.5", "Pacific/Marquesas"), "2026-05-05T09:45:07.500-09:30");
  assert.equal(localTime("2026-05-05T09:45:07.045", "UTC"), "2026-05-05T09:45:07.045+00:00");
  assert.equal(localTime("2026-05-05T09:45:07.000", "Pacific/Kiritimati"), "2026-05-05T09:45:07+14:00");
  assert.equal(localTime("2026-01-01T00:00", "Europe/London"), "2026-01-01T00:00:00+00:00");
  assert.equal(localTime("2024-02-29T23:59", "Africa/Casablanca"), "2024-02-29T23:59:00+01:00");
  assert.equal(localTime("2024-03-12T12:00", "Africa/Casablanca"), "2024-03-12T12:00:00+00:00");
});

test("a time that comes twice is either of the two", () => {
  assert.deepEqual(localTime("2026-11-01T01:30", "America/Denver"), {
    earliest: "2026-11-01T01:30:00-06:00",
    latest: "2026-11-01T01:30:00-07:00",
  });
  assert.equal(localTime("2026-11-01T00:59:59.999", "America/Denver"), "2026-11-01T00:59:59.999-06:00");
  assert.deepEqual(localTime("2026-11-01T01:59:59.999", "America/Denver"), {
    earliest: "2026-11-01T01:59:59.999-06:00",
    latest: "2026-11-01T01:59:59.999-07:00",
  });
  assert.equal(localTime("2026-11-01T02:00", "America/Denver"), "2026-11-01T02:00:00-07:00");
  assert.deepEqual(localTime("2026-04-05T01:45", "Australia/Lord_Howe"), {
    earliest: "2026-04-05T01:45:00+11:00",
    latest: "2026-04-05T01:45:00+10:30",
  });
  assert.equal(localTime("2026-04-05T01:29", "Australia/Lord_Howe"), "2026-04-05T01:29:00+11:00");
});

test("a time that never comes is what it means before the change or after it, and all between", () => {
  assert.deepEqual(localTime("2026-03-08T02:30", "America/Denver"), {
    earliest: "2026-03-08T01:30:00-07:00",
    latest: "2026-03-08T03:30:00-06:00",
  });
  assert.equal(localTime("2026-03-08T01:59:59.999", "America/Denver"), "2026-03-08T01:59:59.999-07:00");
  assert.equal(localTime("2026-03-08T03:00", "America/Denver"), "2026-03-08T03:00:00-06:00");
  assert.deepEqual(localTime("2026-10-04T02:15", "Australia/Lord_Howe"), {
    earliest: "2026-10-04T01:45:00+10:30",
    latest: "2026-10-04T02:45:00+11:00",
  });
  assert.deepEqual(localTime("2026-03-29T02:00", "Antarctica/Troll"), {
    earliest: "2026-03-29T00:00:00+00:00",
    latest: "2026-03-29T04:00:00+02:00",
  });
  assert.deepEqual(localTime("2011-12-30T12:00", "Pacific/Apia"), {
    earliest: "2011-12-29T12:00:00-10:00",
    latest: "2011-12-31T12:00:00+14:00",
  });
});

test("a day is as long as it is there", () => {
  const days = [
    ["2026-05-05", "America/Denver", "2026-05-05T00:00:00-06:00", "2026-05-05T23:59:59.999-06:00", 24],
    ["2026-03-08", "America/Denver", "2026-03-08T00:00:00-07:00", "2026-03-08T23:59:59.999-06:00", 23],
    ["2026-11-01", "America/Denver", "2026-11-01T00:00:00-06:00", "2026-11-01T23:59:59.999-07:00", 25],
    ["2026-10-04", "Australia/Lord_Howe", "2026-10-04T00:00:00+10:30", "2026-10-04T23:59:59.999+11:00", 23.5],
    ["2026-04-05", "Australia/Lord_Howe", "2026-04-05T00:00:00+11:00", "2026-04-05T23:59:59.999+10:30", 24.5],
    ["2026-03-29", "Antarctica/Troll", "2026-03-29T00:00:00+00:00", "2026-03-29T23:59:59.999+02:00", 22],
    // Midnight never comes.
    ["2018-11-04", "America/Sao_Paulo", "2018-11-04T01:00:00-02:00", "2018-11-04T23:59:59.999-02:00", 23],
    ["2024-04-26", "Africa/Cairo", "2024-04-26T01:00:00+03:00", "2024-04-26T23:59:59.999+03:00", 23],
    ["2024-03-31", "Asia/Beirut", "2024-03-31T01:00:00+03:00", "2024-03-31T23:59:59.999+03:00", 23],
    // The hour before midnight comes twice, so midnight itself is not double.
    ["2018-02-17", "America/Sao_Paulo", "2018-02-17T00:00:00-02:00", "2018-02-17T23:59:59.999-03:00", 25],
    ["2018-02-18", "America/Sao_Paulo", "2018-02-18T00:00:00-03:00", "2018-02-18T23:59:59.999-03:00", 24],
    ["2024-10-31", "Africa/Cairo", "2024-10-31T00:00:00+03:00", "2024-10-31T23:59:59.999+02:00", 25],
    // Midnight comes, and a minute later all of the hour before it comes again.
    ["1987-10-24", "America/St_Johns", "1987-10-24T00:00:00-02:30", "1987-10-24T23:59:59.999-03:30", 25],
    ["1987-10-25", "America/St_Johns", "1987-10-25T00:00:00-02:30", "1987-10-25T23:59:59.999-03:30", 25],
  ];
  for (const [value, zone, earliest, latest, hours] of days) {
    assert.deepEqual(localDate(value, zone), { earliest, latest });
    assert.equal(Date.parse(latest) + 1 - Date.parse(earliest), hours * HOUR, `the hours of ${value} in ${zone}`);
  }
});

test("a day that a zone skipped is no day there, and its neighbours are whole", () => {
  assert.throws(() => localDate("2011-12-30", "Pacific/Apia"), {
    name: "RangeError",
    message: '"2011-12-30" never came in Pacific/Apia: the clocks there skipped that day',
  });
  assert.equal(localDate("2011-12-29", "Pacific/Apia").latest, "2011-12-29T23:59:59.999-10:00");
  assert.equal(localDate("2011-12-31", "Pacific/Apia").earliest, "2011-12-31T00:00:00+14:00");
});

test("a month runs to its last day", () => {
  const months = [
    ["2026-03", "America/Denver", "2026-03-01T00:00:00-07:00", "2026-03-31T23:59:59.999-06:00"],
    ["2026-12", "Asia/Kathmandu", "2026-12-01T00:00:00+05:45", "2026-12-31T23:59:59.999+05:45"],
    ["2024-02", "UTC", "2024-02-01T00:00:00+00:00", "2024-02-29T23:59:59.999+00:00"],
    ["2011-12", "Pacific/Apia", "2011-12-01T00:00:00-10:00", "2011-12-31T23:59:59.999+14:00"],
  ];
  for (const [value, zone, earliest, latest] of months) {
    assert.deepEqual(localMonth(value, zone), { earliest, latest });
  }
});

test("now carries the offset of the zone at that moment", () => {
  const at = (iso, timeZone) => now({ date: new Date(iso), timeZone });
  assert.equal(at("2026-05-05T15:45:00Z", "America/Denver"), "2026-05-05T09:45:00-06:00");
  assert.equal(at("2026-05-05T15:45:00.020Z", "America/Denver"), "2026-05-05T09:45:00.020-06:00");
  assert.equal(at("2026-11-01T07:30:00Z", "America/Denver"), "2026-11-01T01:30:00-06:00");
  assert.equal(at("2026-11-01T08:30:00Z", "America/Denver"), "2026-11-01T01:30:00-07:00");
  assert.equal(at("2026-12-31T23:00:00Z", "Asia/Kathmandu"), "2027-01-01T04:45:00+05:45");
  assert.equal(at("2026-01-01T00:00:00Z", "UTC"), "2026-01-01T00:00:00+00:00");
  assert.equal(at("1967-04-30T08:59:59.999Z", "America/Denver"), "1967-04-30T01:59:59.999-07:00");
  assert.equal(at("1967-04-30T09:00:00Z", "America/Denver"), "1967-04-30T03:00:00-06:00");
  assert.equal(now({ timeZone: "UTC", date: runInNewContext("new Date(0)") }), "1970-01-01T00:00:00+00:00");
});

test("without a zone and a date, now is the present where the browser is", () => {
  const before = process.env.TZ;
  try {
    process.env.TZ = "Asia/Kathmandu";
    assert.equal(browserTimeZone(), new Intl.DateTimeFormat().resolvedOptions().timeZone);
    assert.equal(now({ date: new Date(0) }), "1970-01-01T05:30:00+05:30");
    const [first, text, last] = [Date.now(), now(), Date.now()];
    assert.match(text, /\+05:45$/);
    assert.ok(first <= Date.parse(text) && Date.parse(text) <= last);
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});

test("a browser that does not know its zone is asked for one", (t) => {
  for (const timeZone of [undefined, "Etc/Unknown"]) {
    t.mock.method(Intl.DateTimeFormat.prototype, "resolvedOptions", () => ({ timeZone }));
    assert.throws(() => now(), { name: "RangeError", message: /does not know its time zone: name one/ });
    assert.equal(now({ timeZone: "UTC", date: new Date(0) }), "1970-01-01T00:00:00+00:00");
    t.mock.restoreAll();
  }
});

test("an offset that RFC 3339 cannot write gives way to UTC, and the moment stays exact", () => {
  assert.equal(localTime("1960-01-01T00:00", "Africa/Monrovia"), "1960-01-01T00:44:30Z");
  assert.equal(now({ timeZone: "Africa/Monrovia", date: new Date("1960-01-01T00:00:00Z") }), "1960-01-01T00:00:00Z");
  assert.equal(localTime("1880-01-01T00:00", "America/Denver"), "1880-01-01T06:59:56Z");
  // 1500 was no leap year on the calendar that counts here, and the year before 1 is 0.
  assert.equal(localTime("1500-03-01T00:00", "America/Denver"), "1500-03-01T06:59:56Z");
  assert.throws(() => localTime("1500-02-29T00:00", "America/Denver"), RangeError);
  assert.equal(localTime("0000-12-31T23:00", "America/Denver"), "0001-01-01T05:59:56Z");
  assert.equal(localTime("0000-02-29T12:00", "UTC"), "0000-02-29T12:00:00+00:00");
});

test("what no year of four digits holds is refused", () => {
  const message = "expected a time that lies within the years 0000 to 9999 in UTC";
  assert.throws(() => localDate("9999-12-31", "America/Denver"), { name: "RangeError", message });
  assert.throws(() => localTime("0000-01-01T00:00", "Asia/Kathmandu"), { name: "RangeError", message });
  assert.throws(() => now({ timeZone: "UTC", date: new Date(8.64e15) }), { name: "RangeError", message });
  assert.equal(localDate("9999-12-31", "UTC").latest, "9999-12-31T23:59:59.999+00:00");
  // In range, but not on the clock there.
  const last = new Date("9999-12-31T23:59:59.999Z");
  assert.equal(now({ timeZone: "Asia/Kathmandu", date: last }), "9999-12-31T23:59:59.999Z");
});

test("a blank input never becomes a time", () => {
  for (const read of [localTime, localDate, localMonth]) {
    assert.throws(() => read("", "UTC"), { name: "RangeError", message: /found ""; leave a blank answer out/ });
  }
  assert.throws(() => localTime("2026-05-05T", "UTC"), RangeError);
  assert.throws(() => localTime("T09:45", "UTC"), RangeError);
});

test("every other spelling is refused, and the error says what was expected and what was found", () => {
  const malformed = [
    [localTime, "2026-05-05", 'expected a local date and time, such as "2026-05-05T09:45", found "2026-05-05"'],
    [localDate, "5/5/2026", 'expected a date, such as "2026-05-05", found "5/5/2026"'],
    [localMonth, "2026-5", 'expected a month, such as "2026-05", found "2026-5"'],
    [localDate, "9".repeat(1e6), `expected a date, such as "2026-05-05", found "${"9".repeat(40)}…"`],
  ];
  for (const [read, value, message] of malformed) {
    assert.throws(() => read(value, "UTC"), { name: "RangeError", message });
  }
  for (const value of [
    "2026-05-05T09:45Z",
    "2026-05-05T09:45-06:00",
    "2026-05-05 09:45",
    "2026-05-05T9:45",
    "2026-05-05T09:45:00.0001",
    "2026-05-05T09:45\n",
    " 2026-05-05T09:45",
    "12026-05-05T09:45",
    "-2026-05-05T09:45",
    "２０２６-05-05T09:45",
  ]) {
    assert.throws(() => localTime(value, "UTC"), { name: "RangeError", message: /^expected a local date and time/ });
  }
  for (const value of ["2026-05-05T09:45", "2026-05", "12026-05-05", "2026-05-05 "]) {
    assert.throws(() => localDate(value, "UTC"), { name: "RangeError", message: /^expected a date/ });
  }
  for (const value of ["2026-05-05", "2026", "2026-W10"]) {
    assert.throws(() => localMonth(value, "UTC"), { name: "RangeError", message: /^expected a month/ });
  }
});

test("a day or a time of day that does not exist is refused", () => {
  const refused = [
    [localTime, ["2026-02-30T09:45", "2026-13-01T09:45", "2026-05-05T24:00", "2026-05-05T23:60"]],
    [localTime, ["2026-05-05T23:59:60", "2026-05-05T23:59:60.5"]],
    [localDate, ["2026-02-29", "2100-02-29", "2026-04-31", "2026-00-10", "2026-01-00"]],
    [localMonth, ["2026-13", "2026-00"]],
  ];
  for (const [read, values] of refused) {
    for (const value of values) {
      assert.throws(() => read(value, "UTC"), {
        name: "RangeError",
        message: `"${value}" names a day or a time of day that does not exist`,
      });
    }
  }
});

test("a zone that is not known is refused", () => {
  const message = 'expected the name of a time zone, such as "America/Denver", found "Mars/Base"';
  assert.throws(() => localTime("2026-05-05T09:45", "Mars/Base"), { name: "RangeError", message });
  assert.throws(() => localDate("2026-05-05", "Mars/Base"), { name: "RangeError", message });
  assert.throws(() => localMonth("2026-05", "Mars/Base"), { name: "RangeError", message });
  assert.throws(() => now({ timeZone: "Mars/Base" }), { name: "RangeError", message });
  assert.throws(() => localDate("2026-05-05", ""), RangeError);
});

test("what is of another type is refused, and so is an option that does not exist", () => {
  for (const value of [undefined, null, 20260505, 20260505n, new Date(), {}, ["2026-05-05"], Symbol("2026-05-05")]) {
    for (const read of [localTime, localDate, localMonth]) {
      assert.throws(() => read(value, "UTC"), { name: "TypeError", message: /^expected .* as text, such as / });
    }
  }
  for (const timeZone of [undefined, null, 6, {}, ["UTC"]]) {
    const expected = { name: "TypeError", message: /^expected the name of a time zone/ };
    assert.throws(() => localTime("2026-05-05T09:45", timeZone), expected);
    assert.throws(() => localDate("2026-05-05", timeZone), expected);
    assert.throws(() => localMonth("2026-05", timeZone), expected);
  }
  assert.throws(() => now({ timeZone: null }), TypeError);
  assert.throws(() => now({ date: "2026-05-05" }), { name: "TypeError", message: "expected a Date, found string" });
  assert.throws(() => now({ date: null }), { name: "TypeError", message: "expected a Date, found null" });
  assert.throws(() => now({ date: new Date(NaN) }), { name: "RangeError", message: /found an invalid one/ });
  assert.throws(() => now("America/Denver"), { name: "TypeError", message: /^expected options/ });
  assert.throws(() => now(null), { name: "TypeError", message: /^expected options/ });
  assert.throws(() => now({ timezone: "America/Denver" }), {
    name: "TypeError",
    message: 'there is no option "timezone": accepted are timeZone and date',
  });
});

test("around every clock change from 2015 to 2030, each minute and each day is read as the clock shows it", () => {
  let [gaps, folds] = [0, 0];
  for (const zone of ZONES) {
    for (const change of changes(zone, Date.UTC(2015, 0), Date.UTC(2031, 0))) {
      // What the clock shows in every minute of some hours, and in every quarter of an hour of the days.
      const minutes = new Map();
      for (let at = change.at - 5 * HOUR; at < change.at + 5 * HOUR; at += MINUTE) {
        push(minutes, clock(zone, at).replace(" ", "T"), at);
      }
      const days = new Map();
      for (let at = change.at - 26 * HOUR; at < change.at + 26 * HOUR; at += QUARTER) {
        push(days, clock(zone, at).slice(0, 10), at);
      }
      const edges = [change.at + change.before, change.at + change.after];
      for (const edge of edges) {
        for (const by of [-121, -61, -60, -59, -31, -30, -1, 0, 1, 29, 30, 31, 59, 60, 61, 119, 120]) {
          const wall = edge + by * MINUTE;
          const value = wallText(wall);
          const moments = minutes.get(`${value}:00`) ?? [];
          const read = localTime(value, zone);
          if (moments.length === 1) {
            assert.equal(Date.parse(read), moments[0], `${value} in ${zone}`);
            assert.ok(read.startsWith(`${value}:00`), `${read} in ${zone}`);
          } else if (moments.length === 2) {
            folds += 1;
            assert.deepEqual(ends(read), moments, `${value} in ${zone}`);
          } else {
            gaps += 1;
            assert.deepEqual(ends(read), [wall - change.after, wall - change.before], `${value} in ${zone}`);
            assert.ok(ends(read)[0] < change.at && change.at <= ends(read)[1], `${value} in ${zone}`);
          }
        }
      }
      for (const edge of edges) {
        const value = wallText(edge).slice(0, 10);
        const day = days.get(value);
        assert.deepEqual(ends(localDate(value, zone)), [day[0], day.at(-1) + QUARTER - 1], `${value} in ${zone}`);
      }
    }
  }
  // The probes did meet both kinds.
  assert.ok(gaps > 1000 && folds > 1000, `${gaps} gaps, ${folds} folds`);
});

test("in every zone there is, what the clock shows at a moment is read as a time that may be that moment", () => {
  const below = random(7);
  const zones = Intl.supportedValuesOf("timeZone");
  assert.ok(zones.length > 300);
  for (const zone of zones) {
    for (let round = 0; round < 12; round += 1) {
      const at = below(2 ** 31) * 1000 + below(1000);
      const text = now({ timeZone: zone, date: new Date(at) });
      assert.equal(Date.parse(text), at, `${text} in ${zone}`);
      const shown = clock(zone, at).replace(" ", "T");
      if (!text.endsWith("Z")) assert.equal(text.slice(0, 19), shown, `in ${zone}`);
      const read = localTime(`${shown}.${String(at % 1000).padStart(3, "0")}`, zone);
      const [earliest, latest] = typeof read === "string" ? [Date.parse(read), Date.parse(read)] : ends(read);
      assert.ok(earliest === at || latest === at, `${shown} in ${zone}`);
      const [first, last] = ends(localDate(shown.slice(0, 10), zone));
      assert.ok(first <= at && at <= last, `${shown} in ${zone}`);
    }
  }
});

test("the days of a year follow each other without a gap, and make up its months", () => {
  for (const zone of ZONES) {
    let end = Date.parse(localDate("2025-12-31", zone).latest);
    for (let month = 0; month < 12; month += 1) {
      const [first, last] = ends(localMonth(wallText(Date.UTC(2026, month)).slice(0, 7), zone));
      assert.equal(first, end + 1, zone);
      for (let day = Date.UTC(2026, month); day < Date.UTC(2026, month + 1); day += DAY) {
        const [earliest, latest] = ends(localDate(wallText(day).slice(0, 10), zone));
        assert.equal(earliest, end + 1, `${wallText(day)} in ${zone}`);
        end = latest;
      }
      assert.equal(last, end, zone);
    }
  }
});
