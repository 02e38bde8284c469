// The element `<prescreen-quiz>` over one engine: attributes, properties, events, and its part in a form.

import { words as shipped } from "../data/index.js";
import { browserTimeZone, localTime, now as written } from "../time.js";
import { forget, keep, kept } from "./keep.js";
import { resultStyles } from "./result-styles.js";
import { Interview } from "./state.js";
import { styles } from "./styles.js";
import { BEFORE, choose, wishes } from "./tongue.js";
import { View } from "./view.js";

const TAG = "prescreen-quiz";
const PROPERTIES = ["protocol", "answers", "appointment", "timeZone", "now", "words"];
const SHIPPED = Object.keys(shipped);

/** Defines the element; gives its class. On a server, where there is no DOM, it does nothing. */
export function define(engine) {
  if (typeof HTMLElement === "undefined") return undefined;
  // A second copy of this package on one page leaves the first in place.
  if (customElements.get(TAG) === undefined) customElements.define(TAG, quizOver(engine));
  return customElements.get(TAG);
}

const quizOver = ({ Lexicon, Protocol, Words }) =>
  class PrescreenQuiz extends HTMLElement {
    static formAssociated = true;
    static observedAttributes = ["protocol", "lang", "required", "appointment", "time-zone"];

    #internals = this.attachInternals();
    #given = {};
    #state = null;
    #isSetUp = false;
    #starts = 0;
    #result = null;
    #restored = null;
    #view = new View({
      answer: (value) => this.#answer(value),
      back: () => this.#move((interview) => interview.back()),
      change: (question) => this.#move((interview) => interview.change(question)),
      goOn: () => this.#move((interview) => interview.goOn()),
      show: (kind) => this.#move((interview) => interview.show(kind)),
      restart: () => this.restart(),
      retry: () => this.#start(),
    });

    constructor() {
      super();
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = sheets();
      root.append(this.#view.node);
    }

    get protocol() {
      return this.#given.protocol ?? this.getAttribute("protocol");
    }

    set protocol(protocol) {
      this.#give("protocol", protocol);
    }

    get answers() {
      return this.#given.answers ?? {};
    }

    set answers(answers) {
      this.#give("answers", answers);
    }

    get appointment() {
      const start = this.getAttribute("appointment");
      if (this.#given.appointment !== undefined || start === null) return this.#given.appointment ?? null;
      return { start: /T\d\d:\d\d(:\d\d)?$/.test(start) ? localTime(start, this.timeZone) : start };
    }

    set appointment(appointment) {
      this.#give("appointment", appointment);
    }

    get timeZone() {
      return this.#given.timeZone ?? this.getAttribute("time-zone") ?? browserTimeZone();
    }

    set timeZone(timeZone) {
      this.#give("timeZone", timeZone);
    }

    get now() {
      return this.#given.now ?? null;
    }

    set now(now) {
      this.#give("now", now);
    }

    get words() {
      return this.#given.words ?? this.#state?.words ?? null;
    }

    set words(words) {
      this.#give("words", words);
    }

    get intake() {
      return this.#state?.interview.intake() ?? null;
    }

    get result() {
      return this.#result;
    }

    get form() {
      return this.#internals.form;
    }

    get validity() {
      return this.#internals.validity;
    }

    get validationMessage() {
      return this.#internals.validationMessage;
    }

    checkValidity() {
      return this.#internals.checkValidity();
    }

    reportValidity() {
      return this.#internals.reportValidity();
    }

    restart() {
      if (this.#state !== null) this.#begin({ focus: true });
    }

    connectedCallback() {
      for (const name of PROPERTIES.filter((property) => Object.hasOwn(this, property))) {
        // It was set before the element was defined.
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
      this.#isSetUp = true;
      if (this.#starts === 0 && this.protocol !== null) this.#start();
    }

    attributeChangedCallback(name, before, after) {
      if (name === "required") this.#tellForm();
      else if (before !== after) this.#changed(name);
    }

    formResetCallback() {
      if (this.#state !== null) this.#begin({ focus: false });
    }

    formDisabledCallback(isDisabled) {
      this.#view.node.inert = isDisabled;
    }

    formStateRestoreCallback(value) {
      this.#restored = JSON.parse(value).intake.answers;
      if (this.#state !== null) this.#begin({ focus: false });
    }

    #give(name, value) {
      this.#given[name] = value ?? undefined;
      this.#changed(name);
    }

    #changed(name) {
      if (!this.#isSetUp || (name !== "protocol" && this.#starts === 0)) return;
      if (name === "protocol" || this.#state === null) this.#start();
      else if (name === "lang" || name === "words") this.#speak();
      else if (name === "answers") this.#begin({ focus: false });
      else this.#attempt(() => this.#draw({ focus: false, isNew: true }));
    }

    async #start() {
      this.#starts += 1;
      const start = this.#starts;
      this.#state = null;
      this.#result = null;
      this.#tellForm();
      this.#view.loading(BEFORE[choose(wishes(this), SHIPPED).language].loading);
      try {
        const state = await this.#load();
        if (start !== this.#starts) return;
        this.#state = state;
        this.#begin({ focus: false, saved: this.#keeps() ? kept(state.about) : undefined });
      } catch (error) {
        if (start === this.#starts) this.#fail(error);
      }
    }

    async #load() {
      const wanted = this.protocol;
      const early = choose(wishes(this), SHIPPED).language;
      const [protocol, first] = await Promise.all([
        typeof wanted === "string" ? Protocol.load(wanted) : wanted,
        this.#given.words ?? Words.load(early),
      ]);
      const about = protocol.about();
      const questions = new Map(protocol.questions().map((question) => [question.id, question]));
      const asksNames = [...questions.values()].some(({ type }) => type === "uses");
      const names = asksNames ? (await Lexicon.load()).names() : [];
      return { protocol, about, questions, names, ...(await this.#tongue(about, { [early]: first })) };
    }

    /** The language, with its words. */
    async #tongue(about, loaded = {}) {
      const own = this.#given.words;
      const tongue = choose(wishes(this), own ? about.locales : SHIPPED, about.locales);
      return { ...tongue, words: own ?? loaded[tongue.language] ?? (await Words.load(tongue.language)) };
    }

    async #speak() {
      const state = this.#state;
      try {
        const tongue = await this.#tongue(state.about);
        if (state !== this.#state) return;
        Object.assign(state, tongue);
        state.interview.words = tongue.words;
        this.#draw({ focus: false });
      } catch (error) {
        if (state === this.#state) this.#fail(error);
      }
    }

    #begin({ focus, saved }) {
      this.#attempt(() => {
        const { protocol, words, about } = this.#state;
        const head = () => ({ now: this.#clock().now, appointment: this.appointment });
        const answers = this.#restored ?? this.answers;
        this.#state.interview = new Interview({ protocol, words, head, answers, saved });
        if (this.#restored !== null && !saved) this.#state.interview.show("result");
        this.#restored = null;
        if (saved === undefined) forget(about);
        this.#draw({ focus, isNew: true });
      });
    }

    #answer(value) {
      return this.#attempt(() => {
        const { interview } = this.#state;
        const { question, item } = interview.page;
        const problem = interview.answer(value);
        if (problem !== null) return problem;
        const detail = { question, ...(item === undefined ? {} : { item }), answer: value, intake: interview.intake() };
        this.#draw({ focus: true, isNew: true });
        this.#emit("prescreen-answer", detail);
        return null;
      });
    }

    #move(step) {
      this.#attempt(() => {
        step(this.#state.interview);
        this.#draw({ focus: true, isNew: true });
      });
    }

    /** Shows what there is to show, tells the form, and keeps the progress. `isNew` unless it only looks different. */
    #draw({ focus, isNew = false }) {
      const state = this.#state;
      const { interview, about, protocol } = state;
      const isResult = interview.page.kind === "result";
      if (isNew) {
        const intake = interview.intake();
        this.#result = isResult ? { intake, screening: protocol.screen(intake) } : null;
      }
      const notes = this.#notes(state);
      const { timeZone } = this;
      this.#view.render({ ...state, result: this.#result, timeZone, clock: () => this.#clock(), notes }, { focus });
      this.#tellForm();
      if (isResult) forget(about);
      else if (this.#keeps()) keep(about, interview.save());
      if (isResult && isNew) this.#emit("prescreen-result", structuredClone(this.#result));
    }

    #notes({ about: { note }, words, language }) {
      const texts = ["page.private"];
      if (this.#keeps()) texts.push("page.kept");
      if (this.appointment === null) texts.push("page.no_appointment");
      const own = note === undefined ? [] : [note[language] ?? Object.values(note)[0]];
      return [...own, ...texts.map((key) => words.text(key))];
    }

    #clock() {
      const { timeZone } = this;
      const given = this.#given.now?.() ?? fullMinute();
      return { timeZone, now: typeof given === "string" ? given : written({ timeZone, date: given }) };
    }

    #keeps() {
      return this.getAttribute("save") === "session";
    }

    #tellForm() {
      this.#internals.setFormValue(this.#result === null ? null : JSON.stringify(this.#result));
      if (!this.hasAttribute("required") || this.#result !== null) {
        this.#internals.setValidity({});
        return;
      }
      const message = this.#state?.words.text("page.error.unfinished") ?? "…";
      this.#internals.setValidity({ valueMissing: true }, message, this.#view.heading);
    }

    #attempt(work) {
      try {
        return work();
      } catch (error) {
        this.#fail(error);
        return null;
      }
    }

    #fail(error) {
      this.#result = null;
      this.#view.failure(BEFORE[choose(wishes(this), SHIPPED).language]);
      this.#tellForm();
      this.#emit("prescreen-error", { error });
    }

    #emit(type, detail) {
      this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
    }
  };

const MINUTE = 60_000;

/** The next one: nobody wants to read seconds, and no wait must end too early. */
const fullMinute = () => new Date(Math.ceil(Date.now() / MINUTE) * MINUTE);

let shared;

/** One for all quizzes of a page. */
function sheets() {
  shared ??= [styles, resultStyles].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  return shared;
}
