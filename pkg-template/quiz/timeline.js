// The plan as a drawing. Everything in it stands in the list beside it as well, so it is hidden from screen readers.
// Time runs from left to right here; where people read from right to left, the style sheet mirrors it.

import { draw } from "./result-dom.js";
import { inLocale } from "./result-sections.js";

const MOST_ROWS = 12;
const MOST_LETTERS = 34;
const HEAD = 48;
const ROW = 62;
const TICK = `18 ${ROW - 18}`;
/** Of the width: room for half a mark at either end. */
const MARGIN = 2;
const HOUR = 3_600_000;

/**
 * `null` where there is nothing to draw: no step of the plan has a time, or the treatment has none.
 *
 * @returns {{ svg: SVGElement, left: number } | null} `left`: how many subjects found no room
 */
export function timelineOf({ screening, protocol, words, locale, timeZone }) {
  const start = moment(screening.appointment.start.earliest ?? screening.appointment.start.latest);
  const end = moment(screening.appointment.end.latest ?? screening.appointment.end.earliest) ?? start;
  const all = rowsOf(screening.plan, locale);
  if (start === null || all.length === 0) return null;
  const rows = all.slice(0, MOST_ROWS);
  const now = Date.parse(screening.now);
  const scale = scaleOver(rows.flatMap(({ from, until, better }) => [from, until, better]).concat(now, start, end), {
    start,
    end,
  });
  const short = shortTimes(screening.now, locale, timeZone);
  const height = HEAD + rows.length * ROW;
  const svg = draw(
    "svg",
    { class: "timeline", part: "timeline", width: "100%", height, "aria-hidden": "true", focusable: "false" },
    band(scale, start, end, height),
    head(scale, { now, start }, height, { words, short, name: inLocale(protocol.about().treatment.name, locale) }),
    rows.map((row, i) => bar(row, HEAD + i * ROW, scale, { start, end, short })),
  );
  return { svg, left: all.length - rows.length };
}

/** What has to stay free, one row for each subject: from the strictest time before to the strictest after. */
function rowsOf(plan, locale) {
  const rows = new Map();
  for (const { kind, at, subject } of plan) {
    const time = moment(at.certain ?? at.possible);
    if (time === null) continue;
    const key = JSON.stringify(subject);
    const name = typeof subject === "string" ? subject : inLocale(subject, locale);
    if (!rows.has(key)) rows.set(key, { name, from: null, until: null, better: null });
    const row = rows.get(key);
    if (kind === "last_use_by" || kind === "avoid_from") row.from = Math.min(row.from ?? time, time);
    else if (kind === "prefer_not_before") row.better = Math.max(row.better ?? time, time);
    else row.until = Math.max(row.until ?? time, time);
  }
  return [...rows.values()];
}

/** Hours near the treatment get more room than days far from it: a day counts as much as the hours that are left. */
function scaleOver(times, { start, end }) {
  const place = (time) => {
    if (time < start) return -Math.log1p((start - time) / HOUR);
    return 1 + (time <= end ? (time - start) / (end - start || 1) - 1 : Math.log1p((time - end) / HOUR));
  };
  const places = times.filter((time) => time !== null).map(place);
  const [low, high] = [Math.min(...places), Math.max(...places)];
  return (time) => MARGIN + ((place(time) - low) / (high - low || 1)) * (100 - 2 * MARGIN);
}

const percent = (number) => `${number.toFixed(2)}%`;

function span(scale, from, until, attributes) {
  const width = Math.max(scale(until) - scale(from), 0.8);
  return draw("rect", { x: percent(scale(from)), width: percent(width), ...attributes });
}

function band(scale, start, end, height) {
  return span(scale, start, end, { class: "treatment", y: HEAD - 6, height: height - HEAD + 6 });
}

/** The line of now with its word, and what the band through all rows is. */
function head(scale, { now, start }, height, { words, short, name }) {
  const x = scale(now);
  return [
    draw("rect", { class: "treatment", x: 0, y: 4, width: 14, height: 14 }),
    label(0, 16, `${cut(name)}: ${short(start)}`, { kind: "strong", dx: 20 }),
    // Beside the bars only, so that it strikes through no word.
    draw("line", { class: "now", x1: percent(x), x2: percent(x), y1: HEAD + 22, y2: height, "stroke-dasharray": TICK }),
    label(x, HEAD - 12, words.text("result.timeline.now"), { kind: "now", anchor: x < 50 ? "start" : "end" }),
  ];
}

function bar({ name, from, until, better }, top, scale, { start, end, short }) {
  const line = top + 26;
  const bars = [
    better === null ? null : span(scale, until ?? end, better, { class: "better", y: line, height: 10, rx: 3 }),
    span(scale, from ?? start, until ?? end, { class: "free", y: line, height: 10, rx: 3 }),
  ];
  return [
    draw("line", { class: "rule", x1: 0, x2: "100%", y1: top, y2: top }),
    label(0, top + 18, cut(name), { kind: "strong" }),
    bars,
    from === null ? null : label(0, top + 54, short(from)),
    until === null && better === null ? null : label(100, top + 54, short(until ?? better), { anchor: "end" }),
  ];
}

/** The direction is fixed, since `start` and `end` of a text would else follow the language of what it says. */
function label(x, y, content, { kind = null, anchor = "start", dx = 0 } = {}) {
  const attributes = { x: percent(x), dx, y, "text-anchor": anchor, direction: "ltr", class: kind };
  return draw("text", attributes, content);
}

/** At a space, if there is one near the end. */
function cut(name) {
  const letters = [...name];
  if (letters.length <= MOST_LETTERS) return name;
  const start = letters.slice(0, MOST_LETTERS - 1).join("");
  return `${start.replace(/(?<=.{16})\s+\S*$/u, "")}…`;
}

function moment(time) {
  return time === null ? null : Date.parse(time);
}

/** Times that fit beside a bar. Without a zone, on the clock that `now` shows. */
function shortTimes(now, locale, timeZone) {
  const [, sign = "+", hours = 0, minutes = 0] = /([+-])(\d\d):(\d\d)$/.exec(now) ?? [];
  const ahead = timeZone === undefined ? Number(`${sign}1`) * (hours * 60 + Number(minutes)) * 60_000 : 0;
  const formatter = new Intl.DateTimeFormat(locale, {
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZone: timeZone ?? "UTC",
  });
  return (time) => formatter.format(time + ahead);
}
