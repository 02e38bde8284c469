// What can be done with a result: print, save, add to a calendar, copy. Nothing is sent anywhere.

import { calendarOf } from "./calendar.js";
import { button, make } from "./result-dom.js";
import { summaryOf } from "./summary.js";

/** While it is adopted, a printed page holds the result alone. */
const ONLY_THE_RESULT = `@media print {
  body *:not([data-prescreen-printed], [data-prescreen-printed] *, :has([data-prescreen-printed])) {
    display: none !important;
  }
}`;

/**
 * @param result What `renderResult` was given, with the `sections` of the page.
 * @returns {HTMLElement} a group of buttons, with a place in which they say what became of it
 */
export function actionsOf(result) {
  const { words, screening, intake, protocol, onRestart } = result;
  const text = (key) => words.text(`result.${key}`);
  const said = make("p", { role: "status", part: "status", class: "status" });
  const fallback = make("div", { class: "fallback" });
  const say = (key) => {
    said.textContent = text(key);
  };
  const day = screening.now.slice(0, 10);
  const name = `prescreen-${protocol.about().id}-${day}`;
  const calendar = calendarOf(result);
  const save = () => {
    download(`${name}.json`, "application/json", `${JSON.stringify({ intake, screening }, null, 2)}\n`);
    say("saved");
  };
  const addToCalendar = () => {
    download(`${name}.ics`, "text/calendar;charset=utf-8", calendar);
    say("calendar_saved");
  };
  const copy = async () => {
    const summary = summaryOf(result);
    fallback.replaceChildren();
    try {
      await navigator.clipboard.writeText(summary);
      say("copied");
    } catch {
      say("copy_failed");
      fallback.append(selectable(summary, text("summary")));
      fallback.querySelector("textarea").focus();
      fallback.querySelector("textarea").select();
    }
  };
  const group = make("div", { class: "buttons", part: "actions" }, [
    button(text("print"), "button", () => print(group)),
    button(text("save"), "button", save),
    calendar === null ? null : button(text("calendar"), "button", addToCalendar),
    button(text("copy"), "button", copy),
    onRestart ? button(text("restart"), "button", onRestart) : null,
  ]);
  return make("div", { class: "actions" }, group, said, fallback);
}

function download(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href: url, download: name }).click();
  // The browser has taken the address by then; at once would be too early for some.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function selectable(summary, title) {
  const area = make("textarea", { readonly: true, rows: 10, part: "input" });
  area.value = summary;
  return make("label", {}, title, area);
}

/** Prints the result without the page around it, with everything that is folded away opened. */
function print(node) {
  const root = node.getRootNode();
  const printed = root.host ?? node.closest("article");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(ONLY_THE_RESULT);
  const folded = [...root.querySelectorAll("details:not([open])")];
  const done = () => {
    printed.removeAttribute("data-prescreen-printed");
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    for (const details of folded) details.open = false;
  };
  printed.setAttribute("data-prescreen-printed", "");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  for (const details of folded) details.open = true;
  addEventListener("afterprint", done, { once: true });
  window.print();
}
