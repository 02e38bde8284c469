// The playground for authors of protocols: whatever is typed is checked, tried and screened at once.

import { pause } from "../prescreen/pause.js";
import { onMove, showAppointment } from "./appointment.js";
import { Editor } from "./editor.js";
import { fromHash, toHash } from "./link.js";
import { say, showCases, showProblems } from "./report.js";

/** Long enough for the next letter, short enough not to wait for. */
const PAUSE = 250;
const EXAMPLES = {
  example: ["playground/example.toml", "playground/example.json"],
  "ketamine-iv": ["protocols/ketamine-iv.toml", "playground/example.json"],
  "esketamine-nasal": ["protocols/esketamine-nasal.toml", "playground/example.json"],
  "ketamine-coverage": ["protocols/ketamine-coverage.toml", "playground/coverage.json"],
  "ketamine-path": ["protocols/ketamine-path.toml", "playground/path.json"],
  "ketamine-check-in": ["protocols/ketamine-check-in.toml", "playground/check-in.json"],
};

const byId = (id) => document.getElementById(id);
const editor = new Editor(byId("editor"));
const intakeField = byId("intake");
const language = byId("language");
const loaded = new Map();

/** What checks and screens: large, and not needed to read the page. */
let tools = null;
let checkedText = null;
let protocol = null;
let written = "";
let waiting;
let turn = Promise.resolve();
let isNext = false;

async function begin() {
  byId("protocol").addEventListener("input", soon);
  intakeField.addEventListener("input", soon);
  language.addEventListener("change", update);
  byId("load").addEventListener("click", () => told(openExample(byId("start-from").value)));
  byId("link").addEventListener("click", copyLink);
  addEventListener("hashchange", () => told(openLink()));
  onMove(intake, (moved) => {
    intakeField.value = JSON.stringify(moved, null, 2);
    update();
  });
  await (location.hash.length > 1 ? openLink() : openExample("example"));
}

async function loadTools() {
  await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
  const [engine, screening] = await Promise.all([import("../prescreen/author.min.js"), import("./screening.js")]);
  return { ...engine, ...screening, lexicon: await engine.Lexicon.load() };
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(update, PAUSE);
}

/** One after the other, since each pauses on its way. Whoever asks while one has still to begin is served by that one. */
function update() {
  if (isNext) return turn;
  isNext = true;
  turn = turn.then(() => {
    isNext = false;
    return told(renew());
  });
  return turn;
}

/** A file that could not be loaded, say. */
function told(work) {
  return work.catch((error) => say("said", `Something is missing: ${error.message}`));
}

async function renew() {
  clearTimeout(waiting);
  // The address comes first, so that it never lags behind what is shown.
  await keepLink();
  tools ??= loadTools();
  const engine = await tools;
  if (editor.text !== checkedText) await checkProtocol(engine);
  await pause();
  await screen(engine);
}

async function checkProtocol({ check, lexicon, Protocol }) {
  checkedText = editor.text;
  const { diagnostics, cases, rules } = attempt(() => check(checkedText, lexicon));
  editor.underline(diagnostics);
  await pause();
  showProblems(diagnostics, (diagnostic) => editor.goTo(diagnostic));
  showCases(cases);
  await pause();
  protocol = rules === null ? null : Protocol.from(rules, lexicon);
}

/** A text that is far too large is refused as a whole. */
function attempt(work) {
  try {
    return work();
  } catch (error) {
    if (error.name !== "ProtocolError") throw error;
    return { diagnostics: error.diagnostics, cases: null, rules: null };
  }
}

async function screen({ clear, showScreening, Words }) {
  const chosen = language.value;
  if (!loaded.has(chosen)) loaded.set(chosen, await Words.load(chosen));
  let given = null;
  try {
    given = intake();
  } catch (error) {
    say("intake-problem", `This is not JSON yet: ${error.message}`);
    clear("The intake cannot be read.");
  }
  showAppointment(given, chosen);
  await pause();
  if (given !== null) await showScreening({ protocol, intake: given, words: loaded.get(chosen), language: chosen });
}

function intake() {
  return JSON.parse(intakeField.value);
}

async function show(state) {
  editor.text = state.protocol;
  intakeField.value = state.intake;
  language.value = state.language;
  await update();
}

async function openExample(name) {
  const [protocolText, intakeText] = await Promise.all(EXAMPLES[name].map(text));
  await show({ protocol: protocolText, intake: intakeText, language: language.value });
}

async function text(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} could not be loaded`);
  return response.text();
}

/** What the address holds, if it holds anything. */
async function openLink() {
  const hash = location.hash.slice(1);
  if (hash === "" || hash === written) return;
  let state;
  try {
    state = await fromHash(hash);
  } catch {
    if (checkedText === null) await openExample("example");
    say("said", "The link is damaged, so it could not be opened.");
    return;
  }
  await show(state);
}

async function keepLink() {
  const {
    hash = "",
    tooLong,
    most,
  } = await toHash({
    protocol: editor.text,
    intake: intakeField.value,
    language: language.value,
  });
  written = hash;
  history.replaceState(null, "", hash === "" ? location.pathname + location.search : `#${hash}`);
  byId("link").disabled = hash === "";
  say("said", hash === "" ? `Too long for a link: ${tooLong} characters, where ${most} are possible.` : "");
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    say("said", "The link is copied.");
  } catch {
    say("said", "The link stands in the address bar: copy it from there.");
  }
}

told(begin());
