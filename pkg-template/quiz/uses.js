// Medicines and other substances: a list, and the fields with which something is added to it or changed.

import { h, id } from "./dom.js";
import { nameInput } from "./names.js";
import { radios } from "./radios.js";
import { timeText } from "./time-text.js";
import { typedText } from "./typed.js";
import { timeInput } from "./when-input.js";

export function usesInput(given, context) {
  const { t, say } = context;
  const uses = [...(given ?? [])];
  let fields;
  let changed = null;

  const list = h("ul", { class: "uses", part: "list" });
  const editor = h("fieldset", { class: "editor", part: "editor" });
  const add = h("button", { type: "submit", class: "secondary", part: "button add-button" });

  const edit = (place) => {
    changed = place;
    const use = uses[place] ?? {};
    fields = useFields(use, context);
    const title = t(place === null ? "uses.add_title" : "uses.change_title");
    add.textContent = t(place === null ? "uses.add" : "uses.save");
    editor.replaceChildren(h("legend", { part: "label" }, title), ...fields.nodes, add);
  };
  const listed = () => {
    list.replaceChildren(...uses.map((use, place) => row(use, place)));
    list.hidden = uses.length === 0;
  };
  const row = (use, place) => {
    const hidden = h("span", { class: "hidden" }, " ", use.name);
    const change = () => {
      edit(place);
      fields.name.focus();
    };
    const remove = () => {
      uses.splice(place, 1);
      listed();
      edit(null);
      say(t("uses.removed", { name: use.name }));
      fields.name.focus();
    };
    return h(
      "li",
      { part: "list-item" },
      h(
        "div",
        null,
        h("bdi", { class: "name" }, use.name),
        h("div", { class: "hint" }, useDetails(use, context).join(" · ")),
      ),
      h("button", { type: "button", class: "link", part: "link", onclick: change }, t("change"), hidden),
      h(
        "button",
        { type: "button", class: "link", part: "link", onclick: remove },
        t("uses.remove"),
        hidden.cloneNode(true),
      ),
    );
  };
  /** Takes what the fields hold into the list; a problem if that cannot be. */
  const take = () => {
    const found = fields.read();
    if (found.problem !== undefined) return found;
    const { name } = found.value;
    if (changed === null) uses.push(found.value);
    else uses[changed] = found.value;
    listed();
    edit(null);
    say(t("uses.added", { name, count: uses.length }));
    return null;
  };

  edit(null);
  listed();
  const some = h("div", { class: "reveal", part: "details" }, list, editor);
  const initial = given === undefined ? undefined : given === null ? "unknown" : uses.length > 0 ? "some" : "none";
  const choice = radios(
    [
      { value: "some", label: t("uses.some"), reveal: some },
      { value: "none", label: t("uses.none") },
      { value: "unknown", label: t("unknown"), isLast: true },
    ],
    initial,
    context,
  );
  return {
    nodes: choice.nodes,
    /** For a click on its own button: null once that is done, or a problem. Undefined if the click was on another. */
    submit(button) {
      if (button !== add || choice.chosen()?.value !== "some") return undefined;
      const problem = take();
      if (problem === null) fields.name.focus();
      return problem;
    },
    read() {
      const chosen = choice.read();
      if (chosen.problem !== undefined) return chosen;
      if (chosen.value !== "some") return { value: chosen.value === "none" ? [] : null };
      // Whoever typed a name and forgot to add it meant to.
      if (fields.isTouched() || changed !== null) {
        const problem = take();
        if (problem !== null) return problem;
      }
      if (uses.length > 0) return { value: uses };
      return { problem: t("error.uses", { none: t("uses.none"), unknown: t("unknown") }), field: fields.name };
    },
  };
}

function useFields(use, context) {
  const { t, words } = context;
  const name = nameInput({ label: t("uses.name"), value: use.name }, context);
  const last = timeInput({ tense: "past", given: use.last, label: t("uses.last") }, context);
  const next = timeInput({ tense: "future", given: use.next, label: t("uses.next") }, context);
  const answers = { "": undefined, yes: true, no: false, unknown: null };
  const option = ([key, value]) => {
    const label = t(key === "" ? "when.blank" : key);
    return h("option", { value: key, selected: Object.hasOwn(use, "ongoing") && use.ongoing === value }, label);
  };
  const ongoing = h("select", { id: id("ongoing"), part: "input" }, Object.entries(answers).map(option));
  return {
    nodes: [
      h("div", { class: "field" }, name.nodes),
      last.nodes,
      h("div", { class: "field" }, h("label", { for: ongoing.id, part: "label" }, t("uses.ongoing")), ongoing),
      next.nodes,
    ].flat(),
    name: name.field,
    isTouched: () =>
      name.field.value.trim() !== "" || [last.field, ongoing, next.field].some(({ value }) => value !== ""),
    read() {
      const typed = typedText(name.field);
      if (typed === "") return { problem: t("error.name"), field: name.field };
      const value = { name: typed };
      // What the person chose for another name does not hold for this one.
      if (typed === use.name && use.means !== undefined) value.means = use.means;
      for (const [key, input] of [
        ["last", last],
        ["next", next],
      ]) {
        const found = input.read();
        if (found.problem !== undefined) return found;
        if (found.value !== undefined) value[key] = found.value;
      }
      if (ongoing.value !== "") value.ongoing = answers[ongoing.value];
      if (value.last === "never" && value.ongoing) {
        return { problem: t("error.never_ongoing", { never: words.text("page.when.never_past") }), field: ongoing };
      }
      return { value };
    },
  };
}

/** What was said of a use, apart from its name. */
export function useDetails({ last, ongoing, next }, context) {
  const { t } = context;
  const goesOn = ongoing === null ? "unknown" : ongoing ? "yes" : "no";
  return [
    last !== undefined && t("uses.said_last", { answer: timeText(last, context) }),
    ongoing !== undefined && t("uses.said_ongoing", { answer: t(goesOn) }),
    next !== undefined && t("uses.said_next", { answer: timeText(next, context) }),
  ].filter(Boolean);
}
