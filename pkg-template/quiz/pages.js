// The pages of the quiz apart from the result: a question, the early end, check your answers, and what shows while the
// quiz loads or when it cannot. Each is `{ nodes, heading, input? }`.

import { lineText } from "../format.js";
import { h, id } from "./dom.js";
import { inputFor, yesNo } from "./inputs.js";
import { meaningInput } from "./meaning.js";
import { useDetails } from "./uses.js";
import { timeInput } from "./when-input.js";

const LONGEST = 100;

/** `extra` goes below the question: what the person should know before the first one. */
export function questionPage({ page, question, given, why, extra }, context) {
  const { t, local } = context;
  const isAnswer = page.ask === "answer";
  const [hintId, errorId] = [id("hint"), id("error")];
  const hint = isAnswer && question.hint !== undefined && local(question.hint);
  const describedBy = hint ? [hintId] : [];
  const input = inputOf(page, question, given, { ...context, describedBy });
  const heading = h(
    "h2",
    { part: "heading", tabindex: "-1" },
    isAnswer ? local(question.ask) : aboutUse(page, context),
  );
  const texts = [
    hint && h("p", { id: hintId, class: "hint", part: "hint" }, hint),
    why && h("details", { part: "why" }, h("summary", { part: "why-summary" }, t("why")), h("p", null, why)),
    h("p", { id: errorId, class: "error", part: "error", hidden: true }),
  ];
  if (input.label) heading.replaceChildren(h("label", { for: input.label }, ...heading.childNodes));
  const group = input.label
    ? h("div", { class: "group" }, heading, texts, input.nodes)
    : h(
        "fieldset",
        { class: "group", "aria-describedby": hint && hintId },
        h("legend", null, heading),
        texts,
        input.nodes,
      );
  const go = h("button", { type: "submit", class: "primary", part: "button continue" }, t("continue"));
  const form = h("form", { part: "form", novalidate: true, autocomplete: "off" }, group, go);
  return {
    nodes: [form, extra].filter(Boolean),
    heading,
    input,
    form,
    group,
    error: group.querySelector(`#${errorId}`),
  };
}

function inputOf(page, question, given, context) {
  switch (page.ask) {
    case "meaning":
      return meaningInput(page, given, context);
    case "ongoing":
      return yesNo(given, context);
    case "last":
      return timeInput({ tense: "past", given }, context);
    case "next":
      return timeInput({ tense: "future", given }, context);
    default:
      return inputFor(question, given, context);
  }
}

/** The question with the name set apart, so that what was typed cannot turn the words around it in direction. */
function aboutUse({ ask, name }, { words }) {
  const mark = "\u0000";
  const shown = [...name].length > LONGEST ? `${[...name].slice(0, LONGEST).join("")}…` : name;
  const [before, after = ""] = words.text(`ask.${ask}`, { name: mark }).split(mark);
  return [before, h("bdi", null, shown), after];
}

/** Nothing that could still be asked would change the result; whoever wants to may answer the rest all the same. */
export function settledPage({ onResult, onGoOn, onCheck }, { t }) {
  const heading = h("h2", { part: "heading", tabindex: "-1" }, t("settled.title"));
  const button = (kind, key, onclick) =>
    h("button", { type: "button", class: kind, part: `button ${key}`, onclick }, t(`settled.${key}`));
  return {
    heading,
    nodes: [
      heading,
      h("p", null, t("settled.text")),
      h("div", { class: "buttons" }, button("primary", "result", onResult), button("secondary", "go-on", onGoOn)),
      h("p", null, h("button", { type: "button", class: "link", part: "link", onclick: onCheck }, t("check.title"))),
    ],
  };
}

/** @param unclear the names that are not understood yet: `{ question, item }` of each. */
export function checkPage({ explanation, questions, answers, unclear, onChange, onResult }, context) {
  const { t, local, locale } = context;
  const heading = h("h2", { part: "heading", tabindex: "-1" }, t("check.title"));
  const rows = explanation.answers.map(({ question: key, text }) => {
    const question = questions.get(key);
    const ask = local(question.ask);
    const said =
      question.type === "uses" && answers[key]?.length > 0
        ? useList(
            answers[key],
            unclear.filter((name) => name.question === key).map(({ item }) => item),
            context,
          )
        : lineText(text, { locale });
    const change = h(
      "button",
      { type: "button", class: "link", part: "link", onclick: () => onChange(key) },
      t("change"),
    );
    change.append(h("span", { class: "hidden" }, ": ", ask));
    return h("div", { class: "row", part: "answer" }, h("dt", null, ask), h("dd", null, said), h("dd", null, change));
  });
  const go = h(
    "button",
    { type: "button", class: "primary", part: "button continue", onclick: onResult },
    t("check.result"),
  );
  return { heading, nodes: [heading, h("p", null, t("check.text")), h("dl", { part: "answers" }, rows), go] };
}

function useList(uses, unclear, context) {
  const item = (use, place) => {
    const details = useDetails(use, context).join(" · ");
    return h(
      "li",
      null,
      h("bdi", { class: "name" }, use.name),
      unclear.includes(place) && h("p", { class: "unclear", part: "unclear" }, context.t("check.unclear")),
      details && h("div", { class: "hint" }, details),
    );
  };
  return h("ul", { class: "plain" }, uses.map(item));
}

export function messagePage({ title, text, retry, onRetry }) {
  const heading = h("h2", { part: "heading", tabindex: "-1" }, title);
  const again = retry && h("button", { type: "button", class: "primary", part: "button", onclick: onRetry }, retry);
  return { heading, nodes: [h("div", { role: "alert" }, heading, h("p", null, text)), again].filter(Boolean) };
}
