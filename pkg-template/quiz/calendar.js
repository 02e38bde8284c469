// The plan as a calendar file, RFC 5545. It holds what the plan says and nothing else that a person told us.

import { lineText } from "../format.js";
import { inLocale, planEntries } from "./result-sections.js";

const MOST_OCTETS = 75;
const ROUNDED_DOWN = ["last_use_by", "avoid_from"];

/** The text of the file; `null` where no time of the plan is certain. */
export function calendarOf({ screening, sections, protocol, locale, timeZone }) {
  if (sections.plan === null) return null;
  const written = (line) => lineText(line, { locale, timeZone });
  const notices = sections.notices.map(written);
  const events = planEntries(screening, sections.plan.steps).flatMap(({ step, entry }) => {
    const when = entry === null ? treatmentTimes(screening) : stepTimes(entry);
    if (when === null) return [];
    const summary = entry === null ? inLocale(protocol.about().treatment.name, locale) : written(step.text);
    return [
      [
        "BEGIN:VEVENT",
        `UID:${uid(screening, entry)}`,
        `DTSTAMP:${utc(Date.parse(screening.now))}`,
        ...when,
        `SUMMARY:${escaped(summary)}`,
        `DESCRIPTION:${escaped([...step.notes.map(written), ...notices].join("\n"))}`,
        // A time until which to wait takes up none of the day.
        `TRANSP:${entry === null ? "OPAQUE" : "TRANSPARENT"}`,
        "END:VEVENT",
      ],
    ];
  });
  if (events.length === 0) return null;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//prescreen//plan//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    ...events.flat(),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function stepTimes({ kind, at }) {
  if (at.certain === null) return null;
  // A calendar knows whole seconds: rounded so that the time is enough in any case.
  const round = ROUNDED_DOWN.includes(kind) ? Math.floor : Math.ceil;
  return [`DTSTART:${utc(round(Date.parse(at.certain) / 1000) * 1000)}`];
}

/** The treatment has a place in a calendar only when its start is known exactly. */
function treatmentTimes({ appointment: { start, end } }) {
  if (start.earliest === null || start.earliest !== start.latest) return null;
  const ends = end.latest === null ? [] : [`DTEND:${utc(Date.parse(end.latest))}`];
  return [`DTSTART:${utc(Date.parse(start.earliest))}`, ...ends];
}

function utc(moment) {
  return new Date(moment).toISOString().replace(/[-:]|\.\d+/g, "");
}

/** The same step of the same appointment has the same name again, so that a calendar does not list it twice. */
function uid({ protocol, appointment }, entry) {
  const start = appointment.start.earliest ?? appointment.start.latest ?? "open";
  const what = entry === null ? ["treatment"] : [entry.kind, entry.criterion, digest(JSON.stringify(entry.subject))];
  return `${[protocol.id, ...what].join(".")}.${digest(start)}@prescreen`;
}

/** FNV-1a. The name of a medicine must not stand readable in a place where nobody expects it. */
function digest(text) {
  let hash = 0x811c9dc5;
  for (const octet of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ octet, 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, "0");
}

function escaped(text) {
  return text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n|[\r\n\u0085\u2028\u2029]/g, "\\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");
}

/** Long lines go on in the next after a space. No letter is cut in two. */
function folded(line) {
  const lines = [];
  let current = "";
  let octets = 0;
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (octets + size > MOST_OCTETS) {
      lines.push(current);
      current = " ";
      octets = 1;
    }
    current += letter;
    octets += size;
  }
  return [...lines, current].join("\r\n");
}
