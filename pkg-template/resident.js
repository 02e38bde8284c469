// An intake that stays in the engine while it is being answered: one answer in, where the intake stands out.

import { copyOf } from "./copy.js";

export class Resident {
  #engine;
  #packer;
  #protocol;
  #intake;

  /** @param engine The engine's own. */
  constructor(engine, packer, protocol) {
    this.#engine = engine;
    this.#packer = packer;
    this.#protocol = protocol;
    this.#intake = engine.takeIntake();
    // Somebody may have given every object a key of this name.
    if (!Object.hasOwn(this.#intake, "answers") || this.#intake.answers === null) this.#intake.answers = {};
  }

  set(question, answer) {
    if (answer === undefined) return this.remove(question);
    // What the caller does with the answer afterwards changes nothing here.
    let kept = copyOf(answer);
    if (kept === undefined || !this.#packer.set(this.#engine, question, kept)) {
      kept = this.#engine.set(question, answer);
    }
    this.#intake.answers[question] = kept;
    return this.#packer.step();
  }

  remove(question) {
    this.#engine.remove(question);
    delete this.#intake.answers[question];
    return this.#packer.step();
  }

  step() {
    this.#engine.step();
    return this.#packer.step();
  }

  judge() {
    this.#engine.judge();
    return this.#packer.judgement();
  }

  screen() {
    return this.#protocol.screen(this.#intake);
  }

  explain(words) {
    return this.#protocol.explain(this.#intake, words);
  }

  intake() {
    return structuredClone(this.#intake);
  }
}
