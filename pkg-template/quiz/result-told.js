// What a result tells beside its findings: lists to work through, and what something is likely to cost.

import { make } from "./result-dom.js";
import { cited, finding, list, section } from "./result-findings.js";

/** Steps, a checklist or a group of findings. What is done, next or open is said in words and not by a sign alone. */
export function listOf({ list: kind, title, items }, view) {
  // In a group nothing is ticked off.
  const look = kind === "group" ? "topic" : "task";
  const shown = items.map((item) => (item.label === null ? finding(item.finding, view) : named(item, look, view)));
  return section(view.nodes(title), kind, list(shown, kind === "steps" ? "ol" : "ul"));
}

function named({ criterion, status, next, label, state, finding }, look, { text, nodes }) {
  const attributes = {
    class: `${look} ${status}`,
    part: `${look} ${status}`,
    "data-criterion": criterion,
    "aria-current": next ? "step" : null,
  };
  return make("li", attributes, [
    make("p", {}, nodes(label), state && [" – ", nodes(state)]),
    finding && [
      make("p", { class: "message" }, nodes(finding.message)),
      make("details", { part: "sources" }, make("summary", {}, text("sources")), cited(finding.sources, nodes)),
    ],
  ]);
}

/** The total first, then what it is made of, each number with all that the sources say of it. */
export function estimateOf({ title, total, notes, lines }, { text, nodes }) {
  const said = (lines) => lines.map((line) => make("p", { class: "aside" }, nodes(line)));
  const items = lines.map(({ label, amount, notes, figures }) => {
    const sources = figures.map(({ line, sources }) => make("li", {}, nodes(line), cited(sources, nodes)));
    return make("li", { part: "estimate-line" }, [
      make("p", {}, nodes(label), ": ", nodes(amount)),
      said(notes),
      sources.length > 0 && make("details", { part: "sources" }, make("summary", {}, text("sources")), list(sources)),
    ]);
  });
  return section(nodes(title), "estimate", [
    make("p", { class: "total", part: "total" }, nodes(total)),
    said(notes),
    list(items),
  ]);
}
