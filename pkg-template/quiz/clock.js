// The present time of a quiz, as it goes into an intake.

import { now as written } from "../time.js";

const MINUTE = 60_000;

/** @param given gives the time, as text or as a `Date`; the clock of the computer unless it is there. */
export function clockOf(timeZone, given) {
  const now = given?.() ?? fullMinute();
  return { timeZone, now: typeof now === "string" ? now : written({ timeZone, date: now }) };
}

/** The next one: nobody wants to read seconds, and no wait must end too early. */
const fullMinute = () => new Date(Math.ceil(Date.now() / MINUTE) * MINUTE);
