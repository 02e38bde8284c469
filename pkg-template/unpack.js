// A screening out of numbers that the engine wrote. What they mean stands in src/wasm/screened.rs.
//
// Nothing here can call what a page has written, so no reading begins within another.

const { keys } = Object;
const { toISOString } = Date.prototype;
const MINUTE = 60_000;

let numbers, at, values, own, questions, said;
/** What stands in the text, and how much of it has been read. */
let text, read;
/** Whether everything that was said and has to be shown is here. */
let isWhole;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * @param from What the engine wrote; the ids of the questions; what was said, as it was packed, if it was.
 * @returns The screening; `undefined` if something has to be shown that is not among what was said.
 */
export function unpacked(from) {
  ({ numbers, values, questions, said } = from);
  own = values[0];
  at = 0;
  text = from.text && decoder.decode(from.text);
  read = 0;
  isWhole = true;
  timesAt(next());
  const screening = whole();
  if (own.length > 0) own.length = 0;
  return isWhole ? screening : undefined;
}

function whole() {
  const screening = {
    schema: next(),
    engine: constant(),
    protocol: copied(constant()),
    now: mine() ?? timeSaid(said.now),
    appointment: { start: interval(), end: interval() },
    disposition: constant(),
  };
  const outcome = maybe();
  if (outcome !== null) screening.outcome = copied(outcome);
  screening.worstCase = constant();
  screening.settled = next() > 0;
  screening.findings = all(finding);
  const lists = all(list);
  if (lists.length > 0) screening.lists = lists;
  const estimates = mine();
  if (estimates !== undefined) screening.estimates = estimates;
  screening.clearance = clearance();
  screening.plan = all(entry);
  screening.missing = all(missing);
  screening.nextQuestion = nextQuestion();
  screening.setAside = all(constant);
  screening.problems = mine() ?? [];
  screening.notices = all(notice);
  return screening;
}

const next = () => numbers[at++];
const constant = () => values[numbers[at++]];
const notice = () => copied(constant());

/** What belongs to this screening only, or `undefined`. */
function mine() {
  const place = next();
  return place < 0 ? undefined : own[place];
}

/** A constant, or `null`. */
function maybe() {
  const place = next();
  return place < 0 ? null : values[place];
}

function all(one) {
  const list = [];
  for (let left = next(); left > 0; left -= 1) list.push(one());
  return list;
}

function finding() {
  const { criterion, role, section, message, citation, furtherCitations } = constant();
  const finding = section === null ? { criterion, role } : { criterion, role, section };
  finding.status = constant();
  finding.contributes = maybe();
  const couldBecome = maybe();
  if (couldBecome !== null) finding.couldBecome = couldBecome;
  finding.message = message && { ...message };
  finding.evidence = all(evidence);
  finding.culprits = all(place);
  if (next() > 0) finding.clearance = clearance();
  finding.citation = { ...citation };
  if (furtherCitations.length > 0) finding.furtherCitations = furtherCitations.map((one) => ({ ...one }));
  return finding;
}

/** Where something was said. */
function place() {
  const question = questions[constant()];
  const item = next();
  return item < 0 ? { question } : { question, item };
}

function evidence() {
  const place = constant();
  const item = next();
  const question = questions[place];
  let told = mine();
  if (told === undefined) told = item < 0 ? answer(place) : name(place, item);
  const one = item < 0 ? { question, said: told } : { question, item, said: told };
  const readings = said === undefined ? mine() : copied(maybe());
  if (readings?.length > 0) one.reading = readings;
  const occasion = maybe();
  if (occasion !== null) one.occasion = occasion;
  if (next() > 0) one.time = interval();
  if (next() > 0) one.window = interval();
  return one;
}

function list() {
  const list = { id: constant(), kind: constant(), title: { ...constant() } };
  const first = maybe();
  if (first !== null) list.next = first;
  list.items = all(item);
  return list;
}

function item() {
  const item = { criterion: constant() };
  const label = maybe();
  if (label !== null) item.label = { ...label };
  item.status = constant();
  return item;
}

function clearance() {
  return { possibleFrom: moment(), certainFrom: moment() };
}

function entry() {
  return {
    kind: constant(),
    at: { possible: moment(), certain: moment() },
    subject: next() > 0 ? { ...constant() } : typed(),
    criterion: constant(),
  };
}

function missing() {
  const one = place();
  one.ask = constant();
  one.why = constant();
  one.couldBecome = constant();
  return one;
}

function nextQuestion() {
  if (numbers[at] < 0) {
    at += 1;
    return null;
  }
  const one = place();
  one.ask = constant();
  const candidates = all(constant);
  if (candidates.length > 0) one.candidates = candidates;
  one.because = all(constant);
  one.couldBecome = constant();
  return one;
}

/** A copy of plain data that the engine made. */
function copied(value) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copied);
  const copy = {};
  for (const key of keys(value)) copy[key] = copied(value[key]);
  return copy;
}

/** What was said, for one who may change it. */
function answer(place) {
  const answer = said.answers[place];
  if (answer === undefined) isWhole = false;
  if (typeof answer !== "object" || answer === null) return answer;
  return Array.isArray(answer) ? [...answer] : { ...answer };
}

function name(place, item) {
  return said.names[said.firstNames[place] + item];
}

/** A name as it was typed. */
function typed() {
  const question = next();
  return question < 0 ? text.slice(read, (read += next())) : name(question, next());
}

function interval() {
  return { earliest: moment(), latest: moment() };
}

// Times

let offset;
/** How the offset is written. */
let zone;
/** Moments that were written before, and how: each where its minute says. */
const MOST = 1024;
const moments = new Float64Array(MOST).fill(NaN);
const written = [];

function timesAt(minutes) {
  if (minutes === offset) return;
  offset = minutes;
  const away = Math.abs(minutes);
  zone = `${minutes < 0 ? "-" : "+"}${digits(Math.floor(away / 60))}:${digits(away % 60)}`;
  moments.fill(NaN);
}

const digits = (number) => String(number).padStart(2, "0");

/** As the engine writes it; `null` for never. */
function moment() {
  const moment = next();
  if (moment === Infinity) return null;
  const place = (moment / MINUTE) & (MOST - 1);
  if (moments[place] !== moment) {
    written[place] = rfc3339(moment);
    moments[place] = moment;
  }
  return written[place];
}

function rfc3339(moment) {
  const local = isoOf(moment + offset * MINUTE);
  // A year of more than four digits cannot be written, but in UTC.
  return local.length === UTC.length ? withZone(local, zone) : withZone(isoOf(moment), "+00:00");
}

const UTC = "2026-05-05T09:45:00.000Z";

function withZone(iso, zone) {
  return iso.slice(0, iso.endsWith(".000Z") ? -5 : -1) + zone;
}

function isoOf(moment) {
  return toISOString.call(new Date(moment));
}

/** A time as it was packed, where a `Date` became a number. */
export function timeSaid(time) {
  return typeof time === "number" ? isoOf(time) : time;
}
