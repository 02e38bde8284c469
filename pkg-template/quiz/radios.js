// A choice of one. What belongs to a choice shows while it is chosen.

import { h, id } from "./dom.js";

/**
 * @param options Each with its `value` and `label`; `reveal` is a node that belongs to it, and `isLast` sets it apart.
 * @param given The value chosen so far; undefined if there is none.
 * @param context `problem` is what to say when nothing is chosen.
 */
export function radios(options, given, { t, problem = t("error.one", { unknown: t("unknown") }) }) {
  const name = id("choice");
  const inputs = options.map(({ value }) =>
    h("input", { type: "radio", name, id: id("option"), checked: given !== undefined && value === given }),
  );
  const show = () => options.forEach(({ reveal }, i) => reveal && (reveal.hidden = !inputs[i].checked));
  const nodes = options.flatMap(({ label, isLast, reveal }, i) => [
    isLast && options.length > 2 && h("p", { class: "or", part: "divider" }, t("or")),
    h("label", { class: "option", part: "option" }, inputs[i], h("span", null, label)),
    reveal,
  ]);
  const group = h("div", { class: "options", part: "options", onchange: show }, nodes);
  show();
  return {
    nodes: [group],
    field: inputs[0],
    chosen: () => options[inputs.findIndex(({ checked }) => checked)],
    read() {
      const chosen = this.chosen();
      return chosen === undefined ? { problem, field: inputs[0] } : { value: chosen.value };
    },
  };
}
