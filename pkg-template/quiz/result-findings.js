// What one criterion says, and the sections and lists that the page of a result is made of.

import { make } from "./result-dom.js";
import { labelled } from "./result-sections.js";

/** What is certain shows at once what it rests on; what is not, and advice, only when asked. */
export function finding({ criterion, role, status, contributes, message, sources, ...rest }, { text, nodes }) {
  const isCertain = status === "raised" && role !== "advice";
  const { label, details } = labelled({ status, contributes, ...rest });
  const basis = details.map((line) => make("p", { class: "basis" }, nodes(line)));
  const title = !isCertain && basis.length > 0 ? text("basis") : text("sources");
  const attributes = {
    class: `finding ${contributes ?? "told"} ${status}`,
    part: `finding ${status}`,
    "data-criterion": criterion,
  };
  return make("li", attributes, [
    label === null ? null : make("p", { class: "label", part: "label" }, nodes(label)),
    make("p", { class: "message" }, nodes(message)),
    isCertain ? basis : null,
    make("details", { part: "sources" }, make("summary", {}, title), isCertain ? null : basis, cited(sources, nodes)),
  ]);
}

/** By whose authority something stands. */
export function cited(sources, nodes) {
  const items = sources.map(({ line, note }) =>
    make("li", {}, nodes(line), note === null ? null : make("p", { class: "aside" }, nodes(note))),
  );
  return list(items);
}

export function section(title, part, content) {
  if (content === null || content.length === 0) return null;
  const heading = make("h3", { part: "section-heading" }, title);
  return make("section", { class: part, part: `section ${part}` }, heading, content);
}

/** A list, or nothing. The role is there for browsers that take it from a list without marks. */
export function list(items, kind = "ul") {
  return items.length === 0 ? null : make(kind, { role: "list" }, items);
}
