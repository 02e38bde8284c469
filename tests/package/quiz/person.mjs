// Somebody who fills in the quiz in a browser, and finds everything by what it says.

import assert from "node:assert/strict";

export class Person {
  /**
   * @param quiz a locator of the element; `protocol` and `words` are those of the package, in the language of the quiz
   */
  constructor(quiz, { protocol, words, language }) {
    Object.assign(this, { quiz, page: quiz.page(), protocol, words, language });
    this.questions = protocol.questions();
  }

  t(key, values) {
    return this.words.text(`page.${key}`, values);
  }

  local(text) {
    return text[this.language] ?? Object.values(text)[0];
  }

  button(name) {
    return this.quiz.getByRole("button", { name, exact: true });
  }

  async heading() {
    return this.quiz.locator("h2").first().textContent();
  }

  /** What is asked now: the id of a question, "last NAME" and the like for a thing about a use, or the name of a page. */
  async asked() {
    const heading = await this.heading();
    const question = this.questions.find(({ ask }) => this.local(ask) === heading);
    if (question !== undefined) return question.id;
    for (const ask of ["meaning", "last", "ongoing", "next"]) {
      const [before, after] = this.words.text(`ask.${ask}`, { name: "|" }).split("|");
      if (heading.startsWith(before) && heading.endsWith(after)) {
        return `${ask} ${heading.slice(before.length, heading.length - after.length)}`;
      }
    }
    if (heading === this.t("check.title")) return "check";
    if (heading === this.t("settled.title")) return "settled";
    return "result";
  }

  async choose(label) {
    await this.quiz.getByLabel(label, { exact: true }).check();
  }

  async go() {
    await this.button(this.t("continue")).click();
  }

  async back() {
    await this.button(this.t("back")).click();
  }

  /** Takes the network away, once the names that the quiz fetches when it is idle are here. */
  async goOffline() {
    const fetched = (file) => performance.getEntriesByType("resource").some(({ name }) => name.endsWith(file));
    await this.page.waitForFunction(fetched, "names/wide.js");
    await this.page.context().setOffline(true);
  }

  async error() {
    return this.quiz.getByRole("alert").textContent();
  }

  /** Answers the page without going on: a label, several, a text for a number, or a list of uses. */
  async answer(answer) {
    const asked = await this.asked();
    const question = this.questions.find(({ id }) => id === asked);
    if (question?.type === "uses" && Array.isArray(answer)) {
      await this.choose(this.t("uses.some"));
      for (const use of answer) await this.add(use);
    } else if (question?.type === "number" && answer !== this.t("unknown")) {
      await this.quiz.getByRole("textbox").fill(answer);
    } else {
      for (const label of [answer].flat()) await this.choose(label);
    }
  }

  name() {
    return this.quiz.getByRole("combobox", { name: this.t("uses.name"), exact: true });
  }

  /** Fills in the fields of a use: `last` and `next` are labels, or a label with what to type; `ongoing` is a label. */
  async fill({ name, last, ongoing, next }) {
    await this.name().fill(name);
    // The names that are offered lie over the fields below.
    await this.name().press("Escape");
    await this.when(this.t("uses.last"), last);
    if (ongoing !== undefined)
      await this.quiz.getByLabel(this.t("uses.ongoing"), { exact: true }).selectOption(ongoing);
    await this.when(this.t("uses.next"), next);
  }

  async when(label, choice) {
    if (choice === undefined) return;
    const [kind, ...details] = [choice].flat();
    const field = this.quiz.getByLabel(label, { exact: true });
    await field.selectOption(kind);
    await this.details(field.locator(".."), details);
  }

  async details(around, details) {
    for (const [name, value] of details) {
      const field = around.getByLabel(name, { exact: true }).and(this.page.locator(":visible"));
      if ((await field.evaluate((node) => node.localName)) === "select") await field.selectOption(value);
      else await field.fill(value);
    }
  }

  async add(use) {
    await this.fill(use);
    await this.button(this.t("uses.add")).click();
    assert.equal(await this.name().inputValue(), "", `${use.name} was taken`);
  }

  /** Answers what is asked from a plan until something is asked that is not in it; gives what that is. */
  async walk(plan) {
    const asked = [];
    for (;;) {
      const now = await this.asked();
      if (!Object.hasOwn(plan, now)) return { asked, now };
      assert.ok(!asked.includes(now), `${now} is asked twice: ${asked.join(", ")}`);
      asked.push(now);
      await this.answer(plan[now]);
      await this.go();
    }
  }
}
