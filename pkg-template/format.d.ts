/*
 * All of these follow the conventions of `locale`, a BCP 47 tag such as "es" or "en-US"; without one, those that the
 * browser is set to, and likewise for a language that the browser does not have.
 *
 * All of them throw a `RangeError` for text that does not mean what is expected, an unknown locale or zone, and a
 * `TypeError` for something of another type and for an option that does not exist.
 */

/**
 * A time in words, with its weekday: `"Tuesday, May 5, 2026 at 10:01 AM"`. Seconds and milliseconds show only where
 * there are some.
 *
 * ```js
 * formatTime("2026-05-05T10:01:00-06:00", { locale: "es" }); // "martes, 5 de mayo de 2026, 10:01"
 * formatTime("2026-05-05T10:01:00-06:00", { locale: "en", timeZone: "America/New_York" });
 * // "Tuesday, May 5, 2026 at 12:01 PM EDT"
 * ```
 *
 * @param time RFC 3339 with an offset, as the engine writes it; to the millisecond at most.
 * @param options.timeZone An IANA zone: the time is shown on its clocks, and the zone is named. Without it, the clock
 *   is the one that the text shows, and nothing is named, unless the text is in `Z`: that is shown and named as UTC.
 */
export function formatTime(time: string, options?: { locale?: string; timeZone?: string }): string;

/**
 * A day of the calendar: `"November 22, 2027"`.
 *
 * @param date `YYYY-MM-DD`.
 */
export function formatDate(date: string, options?: { locale?: string }): string;

/**
 * A length of time in words: `"1 hour, 30 minutes"`, `"6 meses"`.
 *
 * @param duration As a protocol writes it: whole numbers of `min`, `h`, `days`, `weeks`, `months` or `years` (or
 *   `minute`, `hour`, … with their plurals), the largest first, each once, months and years not with the others.
 */
export function formatDuration(duration: string, options?: { locale?: string }): string;

/**
 * Texts as a list: `"Percocet, Vicodin, and Xanax"`. Of none it is the empty text.
 *
 * @param options.type `"conjunction"` for "and", which it is unless given; `"disjunction"` for "or".
 */
export function formatList(
  items: readonly string[],
  options?: { locale?: string; type?: "conjunction" | "disjunction" },
): string;

/**
 * An amount of money: `"$2,400"`, `"2400 US$"`. Cents show only where there are some.
 *
 * @param money The currency as ISO 4217 writes it, three capital letters.
 */
export function formatMoney(money: { amount: number; currency: string }, options?: { locale?: string }): string;

/** A part of a line, as the engine explains a screening. */
interface Span<Mark extends string> {
  mark: Mark;
  text: string;
  time?: string;
  date?: string;
  money?: { amount: number; currency: string };
  items?: readonly string[];
  choices?: readonly string[];
}

/**
 * A line of an explanation, part by part, for a page that gives each kind its own look.
 *
 * What is a time, a date, an amount of money or a list is written as by {@link formatTime}, {@link formatDate},
 * {@link formatMoney} and {@link formatList}; the text of everything else stays as it is.
 */
export function formatLine<Mark extends string>(
  line: readonly Span<Mark>[],
  options?: { locale?: string; timeZone?: string },
): { mark: Mark; text: string }[];

/** The same as one text. */
export function lineText(line: readonly Span<string>[], options?: { locale?: string; timeZone?: string }): string;

export {};
