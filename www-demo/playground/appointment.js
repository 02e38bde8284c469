// The control that moves the appointment: three weeks from `now` on, in quarters of an hour.

import { formatTime } from "../prescreen/format.js";

const QUARTER = 15 * 60_000;
const QUARTERS = 21 * 24 * 4;

const control = document.getElementById("shift");
const shown = document.getElementById("shifted");

control.max = String(QUARTERS);

/** Puts the control where an intake has its appointment; it rests while there is none that it could move. */
export function showAppointment(intake, language) {
  const now = Date.parse(intake?.now);
  const start = Date.parse(intake?.appointment?.start ?? intake?.now);
  control.disabled = Number.isNaN(now) || Number.isNaN(start);
  if (control.disabled) {
    shown.textContent = "The intake has no exact start that could be moved.";
    return;
  }
  if (quarterOf(now, start) !== Number(control.value)) control.value = String(quarterOf(now, start));
  const text = formatTime(written(start, intake.now), { locale: language });
  shown.textContent = text;
  control.setAttribute("aria-valuetext", text);
}

/** @param move called with what the intake becomes */
export function onMove(current, move) {
  control.addEventListener("input", () => {
    const intake = current();
    const start = written(Date.parse(intake.now) + Number(control.value) * QUARTER, intake.now);
    // An end that was given would lie before the start sooner or later.
    move({ ...intake, appointment: { start } });
  });
}

const quarterOf = (now, start) => Math.min(Math.max(Math.round((start - now) / QUARTER), 0), QUARTERS);

/** A moment on the clock that `now` shows. */
function written(moment, now) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(now) ?? [null, "+", 0, 0];
  const ahead = Number(`${sign}1`) * (hours * 60 + Number(minutes)) * 60_000;
  const wall = new Date(moment + ahead).toISOString().slice(0, 19);
  return `${wall}${sign}${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}
