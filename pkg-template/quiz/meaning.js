// "Did you mean …?": what a name may stand for, none of that, or the name in another spelling.

import { h } from "./dom.js";
import { nameInput } from "./names.js";
import { radios } from "./radios.js";
import { typedText } from "./typed.js";

export function meaningInput({ name, candidates }, given, context) {
  const { t, words } = context;
  const retyped = nameInput({ label: t("meaning.name"), value: name }, context);
  const none = candidates.length > 0 ? "interview.meaning.none" : "interview.meaning.keep";
  const options = [
    ...candidates.map(({ id, label }) => ({ value: id, label })),
    { value: null, label: words.text(none) },
    {
      value: retyped,
      label: t("meaning.retype"),
      reveal: h("div", { class: "reveal", part: "details" }, h("div", { class: "field" }, retyped.nodes)),
    },
  ];
  const choice = radios(options, given, { ...context, problem: t("error.meaning") });
  const hint = t(candidates.length > 0 ? "meaning.hint" : "meaning.unknown");
  return {
    ...choice,
    nodes: [h("p", { class: "hint", part: "hint" }, hint), ...choice.nodes],
    read() {
      const chosen = choice.read();
      if (chosen.value !== retyped) return chosen;
      const typed = typedText(retyped.field);
      if (typed !== "" && typed !== name) return { value: { name: typed } };
      return { problem: t("error.retype"), field: retyped.field };
    },
  };
}
