// The interview: what was answered, which page is shown, and what comes next. No DOM; what a protocol means is the
// engine's business.
//
// A page is `{ kind: "question" | "settled" | "check" | "result" }`. A question page says what it asks (`question`,
// `ask`, `couldBecome`, and for a thing about one use its `item` and `name`), like the engine's `nextQuestion`.

const KEYS = { last: "last", ongoing: "ongoing", next: "next", meaning: "means" };

export class Interview {
  #protocol;
  #head;
  #trail = [];
  #at = 0;
  #goesOn = false;
  #done = 0;

  /**
   * @param options `protocol` and `words` of one engine; `head()` gives the intake without its answers; `answers` are
   *   those that the page around already knows; `saved` is an earlier `save()`.
   */
  constructor({ protocol, words, head, answers = {}, saved }) {
    this.#protocol = protocol;
    this.#head = head;
    this.words = words;
    this.answers = structuredClone(saved?.answers ?? answers);
    this.#goesOn = saved?.goesOn ?? false;
    this.#done = saved?.done ?? 0;
    const screening = this.screen();
    this.#trail = saved?.trail ?? [this.#next(screening)];
    this.#at = saved?.at ?? 0;
    this.#move(screening);
  }

  /** The same rules, with more names that are known. */
  set protocol(protocol) {
    this.#protocol = protocol;
  }

  get page() {
    return this.#trail[this.#at];
  }

  get canGoBack() {
    return this.#at > 0;
  }

  /** The how manieth question this is; changing an earlier answer is none. */
  get number() {
    return this.#trail.slice(0, this.#at + 1).filter(isStep).length;
  }

  /** How much is done, from 0 to 1. More questions may turn up, and it stays where it was. */
  get done() {
    return this.#done;
  }

  intake() {
    return { ...this.#head(), answers: structuredClone(this.answers) };
  }

  screen() {
    return this.#protocol.screen(this.intake());
  }

  explain() {
    return this.#protocol.explain(this.intake(), this.words);
  }

  /** What was answered on a page, if it was; what a name means without what was said of its other parts. */
  answerTo({ question, item, ask, means }) {
    const answer = this.answers[question];
    if (item === undefined) return answer;
    const said = answer?.[item]?.[KEYS[ask]];
    if (ask !== "meaning" || said === undefined) return said;
    return asList(said)[asList(means).length];
  }

  /**
   * Takes the answer to this page and goes on. An answer that the engine cannot use is not taken: its problem is given
   * back, and the page stays.
   */
  answer(value) {
    const page = this.page;
    const before = this.answers;
    this.answers = withAnswer(before, page, value);
    let screening;
    let problem;
    try {
      screening = this.screen();
      problem = screening.problems.find(({ path }) => concerns(path, page));
    } catch (error) {
      if (error.name !== "IntakeError") throw error;
      problem = error.diagnostics[0];
    }
    if (problem !== undefined) {
      this.answers = before;
      return problem;
    }
    this.#forward(screening);
    return null;
  }

  back() {
    if (this.page.isChange) this.#trail.splice(this.#at, 1);
    this.#at = Math.max(0, this.#at - 1);
  }

  change(question) {
    this.#push({ kind: "question", question, ask: "answer", isChange: true });
  }

  /** Although the result cannot change any more. */
  goOn() {
    this.#goesOn = true;
    this.#push(this.#next(this.screen()));
  }

  show(kind) {
    this.#push({ kind });
  }

  /** Plain data from which an interview can be taken up again. */
  save() {
    return structuredClone({
      answers: this.answers,
      trail: this.#trail,
      at: this.#at,
      goesOn: this.#goesOn,
      done: this.#done,
    });
  }

  #forward(screening) {
    const holds = (page) => page.kind !== "question" || this.#holds(page, screening);
    if (this.page.isChange) {
      // What was shown after the questions rests on the old answer.
      this.#trail = this.#trail.filter((page) => isStep(page) && holds(page));
      this.#at = this.#trail.length - 1;
    } else {
      const page = this.page;
      this.#trail = this.#trail.filter((other) => other === page || holds(other));
      this.#at = this.#trail.indexOf(page);
      // Whoever went back walks through the pages again that were shown already.
      if (isStep(this.#trail[this.#at + 1])) {
        this.#at += 1;
        return;
      }
    }
    this.#push(this.#next(screening));
    this.#move(screening);
  }

  #push(page) {
    this.#trail = [...this.#trail.slice(0, this.#at + 1), page];
    this.#at = this.#trail.length - 1;
  }

  /** The names of which nobody has said yet what they mean, as places in the answers: `{ question, item }`. */
  unclearNames() {
    return this.screen().missing.filter(({ why }) => why === "unclear_name");
  }

  #next(screening) {
    const left = stillOpen(screening);
    const next = screening.nextQuestion ?? (this.#goesOn ? left[0] : undefined);
    if (next === undefined) return { kind: left.length > 0 ? "settled" : "check" };
    const { question, item, ask, couldBecome } = next;
    const page = { kind: "question", question, ask, couldBecome };
    if (item === undefined) return page;
    const use = this.answers[question][item];
    Object.assign(page, { item, name: use.name });
    if (ask !== "meaning") return page;
    // The engine says what a name may stand for where it asks for that. It asks for nothing once the result is settled.
    const answers = screening.nextQuestion === null ? this.#alone(page) : this.answers;
    const asked = this.#protocol.explain({ ...this.#head(), answers }, this.words).next;
    return { ...page, means: use.means, candidates: asked?.candidates ?? [] };
  }

  /** Answers of which the name of one use is all that can still be asked. */
  #alone({ question, item }) {
    const { name, means } = this.answers[question][item];
    const unknown = this.#protocol.questions().map(({ id }) => [id, null]);
    return { ...Object.fromEntries(unknown), [question]: [{ name, means, last: null, ongoing: null, next: null }] };
  }

  #holds({ question, item, name }, { setAside }) {
    if (setAside.includes(question)) return false;
    return item === undefined || this.answers[question]?.[item]?.name === name;
  }

  #move(screening) {
    const answered = this.#trail.filter(isStep).length - (isStep(this.page) ? 1 : 0);
    const left = stillOpen(screening).length;
    const share = this.page.kind === "check" ? 1 : answered / Math.max(1, answered + left);
    this.#done = Math.max(this.#done, share);
  }
}

/** A question of the interview itself. */
function isStep(page) {
  return page?.kind === "question" && !page.isChange;
}

function stillOpen({ missing }) {
  return missing.filter(({ why }) => why === "not_asked" || why === "unclear_name");
}

function withAnswer(answers, { question, item, ask, means }, value) {
  if (item === undefined) return { ...answers, [question]: value };
  const uses = [...answers[question]];
  const use = { ...uses[item] };
  uses[item] = use;
  if (ask === "meaning" && value?.name !== undefined) {
    // What was said about another name does not hold for this one.
    delete use.means;
    use.name = value.name;
  } else if (ask === "meaning") {
    // A name may have several parts, each of which is asked about.
    use.means = means === undefined ? value : [...asList(means), value];
  } else {
    use[KEYS[ask]] = value;
  }
  return { ...answers, [question]: uses };
}

function asList(means) {
  if (means === undefined) return [];
  return Array.isArray(means) ? means : [means];
}

/** Whether a problem is one of the answer to this page. */
function concerns(path, { question, item, ask }) {
  const place = item === undefined ? `answers.${question}` : `answers.${question}[${item}]`;
  if (path === place) return true;
  const isInside = path.startsWith(`${place}.`) || path.startsWith(`${place}[`);
  return isInside && (item === undefined || path.startsWith(`${place}.${KEYS[ask]}`));
}
