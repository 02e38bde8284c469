// The element `<prescreen-quiz>` over one engine: attributes, properties, events, and its part in a form.

import { pause, quiet } from "../pause.js";
import { browserTimeZone, localTime } from "../time.js";
import { clockOf } from "./clock.js";
import { forget, keep, kept } from "./keep.js";
import { load, speak, wordsBefore } from "./load.js";
import { sheets } from "./sheets.js";
import { Interview } from "./state.js";
import { View } from "./view.js";

const TAG = "prescreen-quiz";
const PROPERTIES = ["protocol", "answers", "appointment", "timeZone", "now", "words"];

/** Defines the element; gives its class. On a server, where there is no DOM, it does nothing. */
export function define(engine) {
  if (typeof HTMLElement === "undefined") return undefined;
  // A second copy of this package on one page leaves the first in place.
  if (customElements.get(TAG) === undefined) customElements.define(TAG, quizOver(engine));
  return customElements.get(TAG);
}

const quizOver = (engine) =>
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
    #clock = () => clockOf(this.timeZone, this.#given.now);
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
      this.#view.loading(wordsBefore(this).loading);
      try {
        // While the files are on their way there is time for the first look at the clock, which takes a browser long.
        const clock = pause().then(this.#clock);
        const [state] = await Promise.all([load(engine, this, this.protocol, this.#given.words), clock]);
        await pause();
        if (start !== this.#starts) return;
        this.#state = state;
        this.#begin({ focus: false, goesOn: this.#keeps() });
        this.#learnNames(state);
      } catch (error) {
        if (start === this.#starts) this.#fail(error);
      }
    }

    /**
     * Once somebody can begin, and whatever they then do: what a page asks a server for says nothing about who reads it.
     * Should it fail, nothing is lost: who has a medicine that nobody knows is asked about it.
     */
    async #learnNames(state) {
      await quiet();
      const protocol = await state.names.more().catch(() => null);
      if (protocol === null || state.interview === undefined) return;
      state.protocol = protocol;
      state.interview.protocol = protocol;
    }

    async #speak() {
      const state = this.#state;
      try {
        const tongue = await speak(engine, this, state.about, this.#given.words);
        if (state !== this.#state) return;
        Object.assign(state, tongue);
        state.interview.words = tongue.words;
        this.#draw({ focus: false });
      } catch (error) {
        // The quiz can go on in the language that it has.
        if (state === this.#state) this.#emit("prescreen-error", { error });
      }
    }

    #begin({ focus, goesOn }) {
      this.#attempt(() => {
        const { protocol, words, about } = this.#state;
        const head = () => ({ now: this.#clock().now, appointment: this.appointment });
        const answers = this.#restored ?? this.answers;
        const interview = (options) => new Interview({ protocol, words, head, answers, ...options });
        const earlier = goesOn && kept(about, (saved) => interview({ saved }));
        this.#state.interview = earlier || interview({});
        if (this.#restored !== null) this.#state.interview.show("result");
        this.#restored = null;
        forget(about);
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
      const { timeZone } = this;
      const shown = { ...state, result: this.#result, timeZone, clock: this.#clock, notes: this.#notes() };
      this.#view.render(shown, { focus });
      this.#tellForm();
      if (isResult) forget(about);
      else if (this.#keeps()) keep(about, interview.save());
      if (isResult && isNew) this.#emit("prescreen-result", structuredClone(this.#result));
    }

    /** What to know before the first question, apart from what the protocol says. */
    #notes() {
      const isOpen = this.appointment === null;
      return ["page.private", this.#keeps() && "page.kept", isOpen && "page.no_appointment"].filter(Boolean);
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
      this.#view.failure(wordsBefore(this));
      this.#tellForm();
      this.#emit("prescreen-error", { error });
    }

    #emit(type, detail) {
      this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
    }
  };
