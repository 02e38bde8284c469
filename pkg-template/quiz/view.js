// What is on the screen: the frame with its progress, one page in it, the focus, and what went wrong with an answer.

import { h, id } from "./dom.js";
import { checkPage, messagePage, questionPage, settledPage } from "./pages.js";
import { renderResult } from "./result.js";
import { directionOf } from "./tongue.js";

export class View {
  #say = h("p", { class: "hidden", role: "status" });
  // Apart from the page, so that nothing that is seen moves when the page comes.
  #wait = h("p", { role: "status" });
  #content = h("div", { part: "page", class: "page" });
  #top = h("div", { part: "header", class: "top" });
  #act;
  #page;

  /** `act` are the things a person can do: answer, back, change, goOn, show, restart, retry. */
  constructor(act) {
    this.#act = act;
    this.node = h("section", { part: "quiz", class: "quiz" }, this.#top, this.#content, this.#say);
  }

  /** Where the browser points when it says that the quiz is not finished. */
  get heading() {
    return this.#page?.heading;
  }

  loading(text) {
    this.node.ariaBusy = "true";
    this.#top.replaceChildren();
    this.#content.hidden = true;
    this.#wait.textContent = text;
    this.node.prepend(this.#wait);
  }

  failure(texts) {
    this.#top.replaceChildren();
    this.#show(messagePage({ ...texts, onRetry: () => this.#act.retry() }));
  }

  /**
   * @param state The `interview`, its `result` once there is one, `protocol` with what it says `about` itself and its
   *   `questions`, `words` in a `language` and a `locale`, `timeZone`, `clock`, `names`, and `notes`, the keys of what to
   *   know before the first question.
   */
  render(state, { focus }) {
    const { interview, words, about, language } = state;
    const t = (key, values) => words.text(`page.${key}`, values);
    const local = (text) => text[language] ?? text[about.locales[0]];
    const say = (text) => (this.#say.textContent = text);
    const context = { ...state, t, local, say };
    this.node.lang = state.locale;
    // A page may decide otherwise, by an attribute of the element.
    this.node.dir = this.node.getRootNode().host.dir || directionOf(language);
    this.node.setAttribute("aria-label", local(about.title));
    say("");
    this.#top.replaceChildren(...this.#frame(interview, context));
    this.#show(this.#pageOf(interview, context));
    if (focus) {
      this.heading.focus();
      this.node.scrollIntoView({ block: "nearest" });
    }
  }

  #frame(interview, { t, about, local }) {
    const { page } = interview;
    const back = interview.canGoBack && h("button", { type: "button", class: "link back", part: "back" }, t("back"));
    if (back) back.addEventListener("click", () => this.#act.back());
    const nodes = [h("p", { class: "title", part: "title" }, local(about.title)), back];
    if (page.kind === "result") return nodes.filter(Boolean);
    const number = page.kind === "question" && !page.isChange && t("progress", { number: interview.number });
    const bar = h("progress", { part: "progress", "aria-label": t("progress_label"), max: "100" });
    bar.value = Math.round(interview.done * 100);
    return [...nodes, h("p", { class: "count", part: "progress-text" }, number || " "), bar].filter(Boolean);
  }

  #pageOf(interview, context) {
    const { page } = interview;
    const act = this.#act;
    if (page.kind === "question") return this.#question(interview, context);
    if (page.kind === "settled") {
      return settledPage(
        { onResult: () => act.show("result"), onGoOn: act.goOn, onCheck: () => act.show("check") },
        context,
      );
    }
    if (page.kind === "check") {
      const { answers } = interview;
      const { questions } = context;
      const [explanation, unclear] = [interview.explain(), interview.unclearNames()];
      return checkPage(
        { explanation, questions, answers, unclear, onChange: act.change, onResult: () => act.show("result") },
        context,
      );
    }
    const { protocol, words, locale, timeZone } = context;
    const { intake, screening } = context.result;
    const explanation = protocol.explain(intake, words);
    const shown = { explanation, screening, intake, protocol, words, locale, timeZone };
    const node = renderResult({ ...shown, onRestart: act.restart, onChange: act.change });
    const heading = node.querySelector("h2");
    heading.tabIndex = -1;
    return { nodes: [node], heading };
  }

  #question(interview, context) {
    const { t, local, words, about, questions, notes } = context;
    const { page } = interview;
    const question = questions.get(page.question);
    const given = interview.answerTo(page);
    const why = page.ask === "answer" && question.why ? local(question.why) : because(page, context);
    const note = about.note && h("p", null, local(about.note));
    const texts = notes.map((key) => h("p", null, words.text(key)));
    const extra = interview.number === 1 && h("div", { class: "notes", part: "notes" }, note, texts);
    const shown = questionPage({ page, question, given, why, extra }, context);
    shown.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#clear();
      const own = shown.input.submit?.(event.submitter);
      const found = own === undefined ? shown.input.read() : own;
      if (found?.problem !== undefined) this.#problem(found, t);
      if (own !== undefined || found.problem !== undefined) return;
      const problem = this.#act.answer(found.value);
      if (problem) this.#problem({ problem: this.#said(problem, page, question, t), field: fieldOf(shown) }, t);
    });
    // The second click of a double click is meant for the page before.
    shown.form.addEventListener(
      "click",
      (event) => event.detail > 1 && event.target.type === "submit" && event.preventDefault(),
    );
    return shown;
  }

  /** What the engine finds wrong, in words for the person who typed it. */
  #said({ code }, { ask }, question, t) {
    if (code === "out-of-range")
      return t("error.number", { min: question.min, max: question.max, unknown: t("unknown") });
    if (code !== "contradiction") return t("error.unclear");
    const tense = { last: "past", next: "future" }[ask] ?? question.tense;
    return t(tense === undefined ? "error.contradiction" : `error.${tense}`);
  }

  #show(page) {
    this.node.removeAttribute("aria-busy");
    this.#wait.remove();
    this.#content.hidden = false;
    this.#page = page;
    this.#content.replaceChildren(...page.nodes);
  }

  /** Says what is wrong at the top, with a way to the field, and at the field itself. */
  #problem({ problem, field }, t) {
    const { error, form } = this.#page;
    error.replaceChildren(h("span", { class: "hidden" }, t("error.prefix"), " "), problem);
    error.hidden = false;
    placeOf(field).before(error);
    mark(field, error.id);
    const link = h("a", { href: `#${field.id}`, part: "error-link" }, problem);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      field.focus();
    });
    const title = h("p", { id: id("problem"), class: "problem" }, t("error.title"));
    const summary = h(
      "div",
      { role: "alert", tabindex: "-1", class: "summary", part: "error-summary" },
      title,
      h("p", null, link),
    );
    form.before(summary);
    summary.focus();
  }

  #clear() {
    const { error, form } = this.#page;
    form.parentNode.querySelector(".summary")?.remove();
    error.hidden = true;
    error.replaceChildren();
    unmark(form, error.id);
  }
}

/** Where the protocol does not say why it asks: what the answer could lead to, or that it only tells more. */
function because({ couldBecome }, { local, words, about }) {
  if (couldBecome === undefined) return null;
  const own = about.outcomes?.[couldBecome];
  const outcome = own ? local(own.title) : words.text(`disposition.${couldBecome}.short`);
  const why =
    couldBecome === "eligible"
      ? words.text("interview.because.told")
      : words.text("interview.because.outcome", { outcome });
  return words.text("interview.because", { why });
}

const fieldOf = ({ form }) => form.querySelector("input:not([hidden])");

const isOfChoice = ({ type }) => type === "radio" || type === "checkbox";

/** Where the words on what is wrong belong: right before the field, or before all of a choice. */
function placeOf(field) {
  if (isOfChoice(field)) return field.closest(".options") ?? field.closest(".option");
  return field.closest(".names, .measure") ?? field;
}

function mark(field, error) {
  // A group of choices has the error in the description of the group.
  const isChoice = isOfChoice(field);
  const described = isChoice ? field.closest("fieldset") : field;
  const ids = described.getAttribute("aria-describedby");
  described.setAttribute("aria-describedby", ids ? `${ids} ${error}` : error);
  if (!isChoice) field.setAttribute("aria-invalid", "true");
}

function unmark(form, error) {
  for (const node of form.querySelectorAll(`[aria-describedby~="${error}"]`)) {
    const ids = node
      .getAttribute("aria-describedby")
      .split(" ")
      .filter((each) => each !== error);
    if (ids.length > 0) node.setAttribute("aria-describedby", ids.join(" "));
    else node.removeAttribute("aria-describedby");
    node.removeAttribute("aria-invalid");
  }
}
