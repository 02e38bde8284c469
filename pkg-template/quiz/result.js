// The page of a result, as a function of what the engine says. Help in an emergency comes first.

import { actionsOf } from "./actions.js";
import { button, lineNodes, make } from "./result-dom.js";
import { finding, list, section } from "./result-findings.js";
import { inLocale, sectionsOf } from "./result-sections.js";
import { estimateOf, listOf } from "./result-told.js";
import { timelineOf } from "./timeline.js";

/**
 * @param options `explanation`, `screening`, `intake`, `protocol`, `words` and `locale`, which belong together;
 *   `timeZone`, the person's; `onRestart()` and `onChange(question)`, what the buttons of these names do, which are
 *   left out without them
 * @returns {HTMLElement} Its heading can be given the focus.
 */
export function renderResult(options) {
  const { explanation, words, locale, timeZone } = options;
  const sections = sectionsOf(explanation);
  const result = { ...options, sections };
  const text = (key, values) => words.text(`result.${key}`, values);
  const nodes = (line) => lineNodes(line, { locale, timeZone });
  const view = { text, nodes };
  const { disposition } = sections.outcome;
  const attributes = {
    class: "result",
    part: `result result-${disposition}`,
    "data-disposition": disposition,
    lang: locale,
  };
  return make("article", attributes, [
    make("h2", { class: "title", part: "heading", tabindex: "-1" }, text("title")),
    emergency(sections, view),
    outcome(sections, view),
    findings(sections.found, "found", view),
    section(text("arrange"), "arrange", list(sections.arrange.map((one) => finding(one, view)))),
    findings(sections.possible, "possible", view),
    sections.lists.map((one) => listOf(one, view)),
    sections.estimates.map((one) => estimateOf(one, view)),
    plan(result, view),
    sections.further.map((one) => further(one, view)),
    tell(sections, view),
    findings(sections.advice, "advice", view),
    section(text("keep"), "keep", [make("p", { class: "aside" }, text("keep.note")), actionsOf(result)]),
    answers(result, view),
    sections.made.map((line) => make("p", { class: "made", part: "made" }, nodes(line))),
  ]);
}

function emergency({ emergency }, { text, nodes }) {
  const items = emergency.map(({ message }) => make("p", {}, nodes(message)));
  return section(text("emergency"), "emergency", items);
}

function outcome({ outcome, opening, notices }, { nodes }) {
  return make("section", { class: "outcome", part: "outcome" }, [
    make("h3", { class: "outcome-title", part: "outcome-title" }, nodes(outcome.title)),
    outcome.meaning.length > 0 && outcome.meaning[0].text && make("p", {}, nodes(outcome.meaning)),
    opening.map((line) => make("p", {}, nodes(line))),
    notices.map((line) => make("p", { class: "notice", part: "notice" }, nodes(line))),
  ]);
}

function findings(heading, part, view) {
  if (heading === null) return null;
  const items = heading.findings.map((one) => finding(one, view));
  return section(view.nodes(heading.title), part, [list(items), rest(heading, view)]);
}

function plan(result, { text, nodes }) {
  const { plan } = result.sections;
  if (plan === null) return null;
  const steps = plan.steps.map(({ kind, text: line, notes }) =>
    make("li", { class: kind ?? "treatment", part: kind === null ? "step treatment" : "step" }, [
      make("p", {}, nodes(line)),
      notes.map((note) => make("p", { class: "aside" }, nodes(note))),
    ]),
  );
  const drawn = timelineOf(result);
  return section(nodes(plan.title), "plan", [
    drawn && [
      drawn.svg,
      make("p", { class: "aside", "aria-hidden": "true" }, [
        text("timeline.scale"),
        drawn.left > 0 ? ` ${text("timeline.more", { count: drawn.left })}` : null,
      ]),
    ],
    list(steps, "ol"),
  ]);
}

function further(heading, view) {
  return section(view.nodes(heading.title), "further", rest(heading, view));
}

function rest({ rest }, { nodes }) {
  const of = (wanted) => rest.filter(({ kind }) => kind === wanted);
  return [
    of("paragraph").map(({ content }) => make("p", {}, nodes(content))),
    list(of("item").map(({ content }) => make("li", {}, nodes(content)))),
  ];
}

function tell({ tell }, view) {
  return section(view.text("tell"), "tell", list(tell.map((one) => finding(one, view))));
}

function answers({ explanation, protocol, words, locale, onChange }, { text, nodes }) {
  if (explanation.answers.length === 0) return null;
  const asks = new Map(protocol.questions().map(({ id, ask }) => [id, inLocale(ask, locale)]));
  const change = (question) => {
    const node = button(words.text("page.change"), "change", () => onChange(question));
    node.setAttribute("aria-label", `${node.textContent}: ${asks.get(question)}`);
    return node;
  };
  return make("details", { class: "answers", part: "answers" }, [
    make("summary", {}, text("answers")),
    make(
      "dl",
      {},
      explanation.answers.map(({ question, text: line }) =>
        make("div", {}, [
          make("dt", {}, asks.get(question)),
          make("dd", {}, nodes(line)),
          onChange ? make("dd", {}, change(question)) : null,
        ]),
      ),
    ),
  ]);
}
