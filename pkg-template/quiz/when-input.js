// Asking for a time: a choice of what people remember, with fields for what needs a number or a date.

import { h, id } from "./dom.js";
import { radios } from "./radios.js";
import { timeText } from "./time-text.js";
import { choices, read, UNITS } from "./when.js";

const DETAILS = { ago: ["number"], ahead: ["number"], date: ["date"], moment: ["date", "time"] };

/**
 * @param options `given` is the earlier answer, which stays as it is unless another is chosen. `label` makes it a field
 *   among others, a drop-down that may be left blank; else it is a page's radio buttons. `never` says what never happened,
 *   false where that cannot be.
 */
export function timeInput({ tense, given, label, never = tense }, context) {
  const { t, clock } = context;
  const shown = clock();
  const isKept = given !== undefined && given !== null && given !== "never";
  const kinds = [...(isKept ? ["given"] : []), ...choices(tense, shown), ...(never ? ["never"] : []), "unknown"];
  const panels = Object.fromEntries(Object.keys(DETAILS).map((kind) => [kind, panel(kind, context)]));
  const text = (kind) => {
    if (kind === "given") return timeText(given, context);
    if (kind === "never") return t(`when.never_${never}`);
    return t(kind === "unknown" ? `when.unknown_${tense}` : `when.${kind}`);
  };
  const initial = isKept ? "given" : { null: "unknown", never: "never" }[given];
  const options = kinds.map((kind) => ({ value: kind, label: text(kind), isLast: kind === "unknown" }));
  const group =
    label === undefined ? asRadios(options, panels, initial, context) : asList(label, options, panels, initial, t);
  return {
    ...group,
    read() {
      const chosen = group.read();
      if (chosen.value === undefined) return label === undefined ? chosen : { value: undefined };
      if (chosen.value === "given") return { value: given };
      const { fields, details } = panels[chosen.value] ?? { details: () => ({}) };
      const meant = read(chosen.value, details(), tense, { ...clock(), shown: shown.now });
      if (meant.problem === undefined) return meant;
      return { problem: t(`error.${meant.problem}`), field: fields?.[meant.field] ?? group.field };
    },
  };
}

function asRadios(options, panels, initial, context) {
  const problem = context.t("error.one", { unknown: options.at(-1).label });
  return radios(
    options.map((option) => ({ ...option, reveal: panels[option.value]?.node })),
    initial,
    { ...context, problem },
  );
}

function asList(label, options, panels, initial, t) {
  const kept = options.map(({ value, label: text }) => h("option", { value, selected: value === initial }, text));
  const select = h("select", { id: id("when"), part: "input" }, h("option", { value: "" }, t("when.blank")), kept);
  const show = () => Object.entries(panels).forEach(([kind, { node }]) => (node.hidden = kind !== select.value));
  select.addEventListener("change", show);
  show();
  const nodes = [
    h("label", { for: select.id, part: "label" }, label),
    select,
    ...Object.values(panels).map(({ node }) => node),
  ];
  return {
    nodes: [h("div", { class: "field" }, nodes)],
    field: select,
    read: () => ({ value: select.value === "" ? undefined : select.value }),
  };
}

function panel(kind, { t }) {
  const type = { number: { type: "text", inputmode: "numeric" }, date: { type: "date" }, time: { type: "time" } };
  const fields = {};
  const nodes = DETAILS[kind].map((name) => {
    fields[name] = h("input", { ...type[name], id: id(name), class: name, part: "input" });
    return h(
      "div",
      { class: "field" },
      h("label", { for: fields[name].id, part: "label" }, t(`when.${name}${name === "number" ? "" : "_label"}`)),
      fields[name],
    );
  });
  const { number } = fields;
  if (number) {
    const units = Object.keys(UNITS).map((unit) => h("option", { value: unit }, t(`when.${unit}`)));
    fields.unit = h("select", { id: id("unit"), part: "input" }, units);
    nodes.push(
      h("div", { class: "field" }, h("label", { for: fields.unit.id, part: "label" }, t("when.unit")), fields.unit),
    );
  }
  const details = () => Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));
  return { node: h("div", { class: "reveal", part: "details" }, nodes), fields, details };
}
