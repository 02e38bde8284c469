// One input per type of question. Each is `{ nodes, read() }`; `read` gives `{ value }`, or `{ problem, field }` with
// what to say and where to go.

import { h, id } from "./dom.js";
import { radios } from "./radios.js";
import { plainDigits } from "./typed.js";
import { usesInput } from "./uses.js";
import { timeInput } from "./when-input.js";

/** @param given the earlier answer; undefined if there is none. */
export function inputFor(question, given, context) {
  const { t, local } = context;
  const labels = (options) => options.map((option) => ({ ...option, value: option.id, label: local(option.label) }));
  switch (question.type) {
    case "yes_no":
      return yesNo(given, context);
    case "one":
      return radios([...labels(question.options), unknown(t)], given, context);
    case "many":
      return boxes(labels(question.options), given, context);
    case "number":
      return numberInput(question, given, context);
    case "time":
      return timeInput({ tense: question.tense, given, never: question.never && "event" }, context);
    case "uses":
      return usesInput(given, context);
    default:
      throw new TypeError(`this version cannot ask a question of the type ${JSON.stringify(question.type)}`);
  }
}

export function yesNo(given, context) {
  const { t } = context;
  return radios([{ value: true, label: t("yes") }, { value: false, label: t("no") }, unknown(t)], given, context);
}

const unknown = (t) => ({ value: null, label: t("unknown"), isLast: true });

/** Check boxes. An exclusive one and "I don't know" deny all others. Where no option says none, one is added. */
function boxes(labelled, given, { t }) {
  const none = { label: t("none"), exclusive: true, all: [] };
  const saysNone = labelled.some(({ exclusive }) => exclusive);
  const options = [...labelled, ...(saysNone ? [] : [none]), { label: t("unknown"), exclusive: true, all: null }];
  const isGiven = ({ all, value }) =>
    all === undefined ? given?.includes(value) : JSON.stringify(given) === JSON.stringify(all);
  const inputs = options.map((option) => h("input", { type: "checkbox", id: id("option"), checked: isGiven(option) }));
  const change = ({ target }) => {
    const changed = options[inputs.indexOf(target)];
    if (!target.checked) return;
    options.forEach((other, i) => {
      if (other !== changed && (other.exclusive || changed.exclusive)) inputs[i].checked = false;
    });
  };
  const nodes = options.map(({ label, all }, i) => [
    all === null && h("p", { class: "or", part: "divider" }, t("or")),
    h("label", { class: "option", part: "option" }, inputs[i], h("span", null, label)),
  ]);
  return {
    nodes: [h("div", { class: "options", part: "options", onchange: change }, nodes.flat())],
    read() {
      const chosen = options.filter((_, i) => inputs[i].checked);
      if (chosen.length === 0) return { problem: t("error.many", { unknown: t("unknown") }), field: inputs[0] };
      return { value: chosen[0].all === undefined ? chosen.map(({ value }) => value) : chosen[0].all };
    },
  };
}

/** A number, or two with a dash between them; what is neither is not guessed at. */
function numberInput({ min, max, unit, whole }, given, { t, locale, describedBy }) {
  const plain = (number) =>
    new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 9 }).format(number);
  const range = { min: plain(min), max: plain(max) };
  const ids = [id("range"), unit && id("unit")].filter(Boolean);
  const input = h("input", {
    type: "text",
    inputmode: whole ? "numeric" : "decimal",
    id: id("number"),
    class: "number",
    part: "input",
    "aria-describedby": [...describedBy, ...ids].join(" "),
    value: given === undefined || given === null ? null : writtenNumber(given, plain),
  });
  const box = h("input", { type: "checkbox", checked: given === null });
  input.addEventListener("input", () => (box.checked &&= input.value.trim() === ""));
  box.addEventListener("change", () => (input.value = box.checked ? "" : input.value));
  const nodes = [
    h("p", { id: ids[0], class: "hint", part: "hint" }, t("number.range", range)),
    h("div", { class: "measure" }, input, unit && h("span", { id: ids[1], part: "unit" }, unit)),
    h("p", { class: "or", part: "divider" }, t("or")),
    h("label", { class: "option", part: "option" }, box, h("span", null, t("unknown"))),
  ];
  return {
    nodes,
    label: input.id,
    read() {
      if (box.checked) return { value: null };
      const value = readNumber(input.value, locale);
      const ends = value === null ? [NaN] : [value.min ?? value, value.max ?? value];
      const isFine = ends.every((end) => end >= min && end <= max && (!whole || Number.isInteger(end)));
      if (isFine && ends[0] <= ends.at(-1)) return { value };
      return { problem: t(whole ? "error.whole" : "error.number", { ...range, unknown: t("unknown") }), field: input };
    },
  };
}

function writtenNumber(given, plain) {
  if (typeof given === "number") return plain(given);
  if (given.value !== undefined) return plain(given.value);
  return `${plain(given.min)}-${plain(given.max)}`;
}

export function readNumber(text, locale) {
  const point = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === "decimal").value;
  const one = String.raw`(-?\d+(?:\.\d+)?)`;
  const match = new RegExp(`^${one}(?:\\s*[-–]\\s*${one})?$`).exec(plainDigits(text.trim()).replaceAll(point, "."));
  if (match === null) return null;
  const [min, max] = match.slice(1);
  return max === undefined ? Number(min) : { min: Number(min), max: Number(max) };
}
