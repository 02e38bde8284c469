// What becomes of an intake: the outcome with its timeline, the next question and why, the result as a person reads it,
// and the screening as data.

import { lineText } from "../prescreen/format.js";
import { pause } from "../prescreen/pause.js";
import { renderResult } from "../prescreen/quiz/result.js";
import { sectionsOf } from "../prescreen/quiz/result-sections.js";
import { resultStyles } from "../prescreen/quiz/result-styles.js";
import { timelineOf } from "../prescreen/quiz/timeline.js";
import { make, say } from "./report.js";

const byId = (id) => document.getElementById(id);
const sheet = new CSSStyleSheet();
sheet.replaceSync(resultStyles);
const [glance, result] = ["glance", "result"].map((id) => {
  const root = byId(id).attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  return root;
});

/** @param protocol `null` while it has errors */
export async function showScreening({ protocol, intake, words, language }) {
  if (protocol === null) {
    clear("The protocol has errors. Without them, the screening stands here.");
    return;
  }
  try {
    const screening = protocol.screen(intake);
    const explanation = protocol.explain(intake, words);
    await pause();
    byId("next").replaceChildren(...nextQuestion(explanation.next, screening.nextQuestion, language));
    const given = { explanation, screening, intake, protocol, words, locale: language };
    glance.replaceChildren(atAGlance(given));
    await pause();
    result.replaceChildren(renderResult(given));
    byId("screening").textContent = JSON.stringify(screening, null, 2);
    say("intake-problem", "");
  } catch (error) {
    if (error.name !== "IntakeError") throw error;
    const found = error.diagnostics.map(({ path, message, help }) => [path, message, help].filter(Boolean).join(": "));
    say("intake-problem", found.join("\n") || error.message);
    clear("The intake cannot be read.");
  }
}

export function clear(why) {
  byId("next").replaceChildren(make("p", {}, why));
  for (const root of [glance, result]) root.replaceChildren(make("p", {}, why));
  byId("screening").textContent = "";
}

function atAGlance(given) {
  const { outcome, opening } = sectionsOf(given.explanation);
  const line = (text) => lineText(text, { locale: given.locale });
  const drawn = timelineOf(given);
  const attributes = { class: "result", "data-disposition": outcome.disposition };
  return make(
    "div",
    attributes,
    make("p", {}, make("strong", {}, line(outcome.title)), ` (${outcome.disposition})`),
    ...opening.map((text) => make("p", {}, line(text))),
    ...(drawn === null ? [] : [drawn.svg]),
  );
}

function nextQuestion(next, raw, language) {
  if (next === null) return [make("p", {}, "None: nothing that can be asked would change the outcome.")];
  const line = (text) => lineText(text, { locale: language });
  const where = raw.item === undefined ? raw.question : `${raw.question}, item ${raw.item + 1}`;
  return [
    make("p", {}, make("strong", {}, line(next.text))),
    make("p", {}, `Why: ${line(next.why)}`),
    make(
      "p",
      {},
      `Asked for: ${raw.ask} of ${where}. Hangs on it: ${raw.because.join(", ")}. At worst: ${raw.couldBecome}.`,
    ),
  ];
}
