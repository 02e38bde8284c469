/**
 * A time as the engine takes it: RFC 3339 text where the moment is known, or else the earliest and the latest moment it
 * can be, both included.
 */
export type EngineTime = string | { earliest: string; latest: string };

/**
 * The present moment for an intake's `now`, on the clock of the person: `"2026-05-05T09:45:00-06:00"`.
 *
 * Use this and not `date.toISOString()`. That one ends in `Z`, which does not say what the person's clock shows, and
 * then the engine has to read every date without an offset as widely as any place on earth could mean it.
 *
 * @param options.timeZone The IANA zone the person is in; the browser's own unless given.
 * @param options.date Another moment than the present one, to the millisecond.
 * @throws {RangeError} An unknown zone, an invalid `Date`, or a year outside 0000 to 9999.
 * @throws {TypeError} Something of another type, or an option that does not exist.
 */
export function now(options?: { timeZone?: string; date?: Date }): string;

/**
 * The IANA zone that the browser is set to: `"America/Denver"`. On a server it is the server's.
 *
 * @throws {RangeError} The browser does not know it.
 */
export function browserTimeZone(): string;

/**
 * The value of an `<input type="datetime-local">`, read on the clocks of a zone; for a date and a time of two inputs,
 * join them with `T`.
 *
 * ```js
 * localTime("2026-05-05T09:45", "America/Denver"); // "2026-05-05T09:45:00-06:00"
 * localTime("2026-11-01T01:30", "America/Denver"); // happens twice:
 * // { earliest: "2026-11-01T01:30:00-06:00", latest: "2026-11-01T01:30:00-07:00" }
 * localTime("2026-03-08T02:30", "America/Denver"); // never happens; an hour earlier or later is meant:
 * // { earliest: "2026-03-08T01:30:00-07:00", latest: "2026-03-08T03:30:00-06:00" }
 * ```
 *
 * The result is exact, to the millisecond: a value without seconds is the start of its minute. Where a clock change
 * leaves open which moment is meant, it holds both. The rules of the zones are the browser's own: one that has not been
 * updated since a country changed its clocks does not know of it.
 *
 * @param value `YYYY-MM-DDTHH:MM`, with seconds and up to three decimals of them where there are any.
 * @param timeZone An IANA zone, such as `browserTimeZone()`.
 * @throws {RangeError} A blank value, another spelling, a day or a time of day that does not exist, an unknown zone, a
 *   year outside 0000 to 9999.
 * @throws {TypeError} Something other than text.
 */
export function localTime(value: string, timeZone: string): EngineTime;

/**
 * The value of an `<input type="date">`: from the first to the last millisecond of that day in a zone, whether the day
 * has 24 hours there, or 23, or 25.
 *
 * ```js
 * localDate("2026-03-08", "America/Denver");
 * // { earliest: "2026-03-08T00:00:00-07:00", latest: "2026-03-08T23:59:59.999-06:00" }
 * ```
 *
 * @param value `YYYY-MM-DD`.
 * @param timeZone An IANA zone, such as `browserTimeZone()`.
 * @throws {RangeError} As for {@link localTime}, and a day that the zone skipped by crossing the date line.
 * @throws {TypeError} Something other than text.
 */
export function localDate(value: string, timeZone: string): { earliest: string; latest: string };

/**
 * The value of an `<input type="month">`: from the first to the last millisecond of that month in a zone.
 *
 * @param value `YYYY-MM`.
 * @param timeZone An IANA zone, such as `browserTimeZone()`.
 * @throws {RangeError} As for {@link localTime}.
 * @throws {TypeError} Something other than text.
 */
export function localMonth(value: string, timeZone: string): { earliest: string; latest: string };
