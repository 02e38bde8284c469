// A time of an intake as the person's language writes it, on the clock of where the person is.

import { formatDate, formatDuration, formatTime } from "../format.js";
import { now as written } from "../time.js";

export function timeText(time, context) {
  const { words, locale } = context;
  const inner = (part) => timeText(part, context);
  if (time === null) return words.text("answer.unknown");
  if (time === "never") return words.text("answer.never");
  if (time instanceof Date) return minute(time, context);
  if (typeof time === "string") {
    if (/^\d{4}-\d\d-\d\d$/.test(time)) return formatDate(time, { locale });
    return /T.*(Z|[+-]\d\d:\d\d)$/i.test(time) ? minute(new Date(time), context) : time.replace("T", " ");
  }
  if (time.about !== undefined) {
    const within = formatDuration(time.within, { locale });
    return words.text("answer.about", { time: inner(time.about), within });
  }
  const { earliest, latest } = time;
  if (earliest === undefined || earliest === null) {
    return latest === undefined || latest === null
      ? words.text("time.unknown")
      : words.text("time.not_after", { to: inner(latest) });
  }
  if (latest === undefined || latest === null) return words.text("time.not_before", { from: inner(earliest) });
  const day = onOneDay(time);
  return day === null
    ? words.text("time.between", { from: inner(earliest), to: inner(latest) })
    : formatDate(day, { locale });
}

/** The day, if this is the whole of it. */
function onOneDay({ earliest, latest }) {
  const [first, last] = [String(earliest), String(latest)];
  const isWhole = /T00:00:00[+-]/.test(first) && /T23:59:59\.999[+-]/.test(last);
  return isWhole && first.slice(0, 10) === last.slice(0, 10) ? first.slice(0, 10) : null;
}

/** Nobody remembers seconds: those that are there stem from a whole day or from the present moment. */
function minute(date, { locale, timeZone }) {
  const text = written({ date, timeZone });
  return formatTime(text.replace(/(T\d\d:\d\d):\d\d(?:\.\d+)?/, "$1:00"), { locale });
}
