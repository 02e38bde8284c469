// A text field that offers the names that are known while one types. Anything else may be typed just as well.

import { h, id } from "./dom.js";

/** One letter says too little to choose by. */
const LEAST_TYPED = 2;

/** The pattern is the editable combobox of the ARIA Authoring Practices. Gives `{ nodes, field }`. */
export function nameInput({ label, value = "" }, { t, names, say }) {
  const list = h("ul", { role: "listbox", id: id("names"), "aria-label": label, part: "suggestions", hidden: true });
  const hint = h("p", { class: "hint", part: "hint", id: id("hint") }, t("uses.name_hint"));
  const input = h("input", {
    type: "text",
    role: "combobox",
    id: id("name"),
    part: "input",
    value,
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-describedby": hint.id,
  });
  let active = -1;

  const close = () => {
    active = -1;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const activate = (place) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = place;
    const option = list.children[active];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };
  const choose = (option) => {
    input.value = option.textContent;
    close();
  };
  const offer = () => {
    const found = input.value.trim().length < LEAST_TYPED ? [] : names.suggest(input.value);
    close();
    const option = (name) =>
      h("li", { role: "option", id: id("name"), "aria-selected": "false", part: "suggestion" }, name);
    list.replaceChildren(...found.map(option));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (!list.hidden) say(t("uses.matches", { count: found.length }));
  };

  input.addEventListener("input", offer);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const size = list.hidden ? 0 : list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (size === 0) {
      if (step === undefined) return;
      offer();
    } else if (step !== undefined) {
      activate(active === -1 && step === -1 ? size - 1 : (active + step + size) % size);
    } else if (event.key === "Escape") {
      close();
    } else if (event.key === "Enter" && active !== -1) {
      choose(list.children[active]);
    } else {
      return;
    }
    event.preventDefault();
  });
  // The field keeps the focus, or the list would be gone before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => target.role === "option" && choose(target));

  const box = h("div", { class: "names" }, input, list);
  return { nodes: [h("label", { for: input.id, part: "label" }, label), hint, box], field: input };
}
