// A small reader of calendar files, by the text of RFC 5545 and not by the code under test. It refuses what a calendar
// program may refuse: lines that are too long or end wrongly, unknown escapes, components that do not close.

import assert from "node:assert/strict";

/** Every event as an object of its properties; times as moments in milliseconds. */
export function readCalendar(text) {
  assert.ok(text.endsWith("\r\n"), "the last line ends too");
  const physical = text.slice(0, -2).split("\r\n");
  for (const line of physical) {
    assert.ok(!/[\r\n]/.test(line), `a line break of another kind in ${JSON.stringify(line)}`);
    assert.ok(Buffer.byteLength(line) <= 75, `more than 75 octets: ${line}`);
    assert.ok(!line.includes("\ufffd"), `a letter cut in two: ${line}`);
  }
  const lines = text.slice(0, -2).replaceAll("\r\n ", "").split("\r\n");
  assert.equal(lines[0], "BEGIN:VCALENDAR");
  assert.equal(lines.at(-1), "END:VCALENDAR");
  const events = [];
  const head = {};
  let event = null;
  for (const line of lines.slice(1, -1)) {
    const [, name, value] = /^([A-Z-]+):(.*)$/.exec(line) ?? assert.fail(`no property: ${line}`);
    if (line === "BEGIN:VEVENT") {
      assert.equal(event, null, "events do not nest");
      event = {};
    } else if (line === "END:VEVENT") {
      for (const needed of ["UID", "DTSTAMP", "DTSTART"]) assert.ok(needed in event, `an event without ${needed}`);
      events.push(event);
      event = null;
    } else {
      const target = event ?? head;
      assert.ok(!(name in target), `${name} twice`);
      target[name] = read(name, value);
    }
  }
  assert.equal(event, null, "the last event is closed");
  assert.equal(head.VERSION, "2.0");
  assert.ok(head.PRODID.length > 0);
  assert.equal(new Set(events.map(({ UID }) => UID)).size, events.length, "every event has a name of its own");
  return events;
}

function read(name, value) {
  if (name.startsWith("DT")) {
    const [, ...parts] =
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(value) ?? assert.fail(`no time in UTC: ${value}`);
    const [year, month, ...rest] = parts.map(Number);
    return Date.UTC(year, month - 1, ...rest);
  }
  if (!["SUMMARY", "DESCRIPTION"].includes(name)) return value;
  assert.ok(!/(?<!\\)(\\\\)*[;,]/.test(value), `${name} has a sign that is not escaped: ${value}`);
  return value.replace(/\\(.)/g, (_, sign) => {
    assert.ok("\\;,nN".includes(sign), `an escape that does not exist: \\${sign}`);
    return sign.toLowerCase() === "n" ? "\n" : sign;
  });
}
