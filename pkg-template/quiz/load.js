// What a quiz needs before its first question, and the words of another language later on.

import { words as shipped } from "../data/index.js";
import { BEFORE, choose, wishes } from "./tongue.js";

const SHIPPED = Object.keys(shipped);

/** The words for while nothing is loaded. */
export const wordsBefore = (element) => BEFORE[choose(wishes(element), SHIPPED).language];

/**
 * @param wanted The name of a protocol that ships, or a `Protocol`.
 * @param own Words of the page's own, if it has any.
 */
export async function load({ Lexicon, Protocol, Words }, element, wanted, own) {
  const early = choose(wishes(element), SHIPPED).language;
  const [protocol, first] = await Promise.all([
    typeof wanted === "string" ? Protocol.load(wanted) : wanted,
    own ?? Words.load(early),
  ]);
  const about = protocol.about();
  const questions = new Map(protocol.questions().map((question) => [question.id, question]));
  const asksNames = [...questions.values()].some(({ type }) => type === "uses");
  const names = new Names(asksNames ? await Lexicon.load() : null, async () => {
    const wide = await Lexicon.load("wide");
    return { wide, protocol: typeof wanted === "string" ? await Protocol.load(wanted, { names: "wide" }) : null };
  });
  return { protocol, about, questions, names, ...(await speak({ Words }, element, about, own, { [early]: first })) };
}

/** The names to choose from: at first those that rules are about. */
class Names {
  #lexicon;
  #loadMore;

  constructor(lexicon, loadMore) {
    this.#lexicon = lexicon;
    this.#loadMore = loadMore;
  }

  suggest(typed) {
    return this.#lexicon?.suggest(typed) ?? [];
  }

  /** All others too. Gives the protocol that knows them; `null` if the page gave one, which has names of its own. */
  async more() {
    if (this.#lexicon === null) return null;
    const { wide, protocol } = await this.#loadMore();
    this.#lexicon = wide;
    return protocol;
  }
}

/** The language, with its words. */
export async function speak({ Words }, element, about, own, loaded = {}) {
  const tongue = choose(wishes(element), own ? about.locales : SHIPPED, about.locales);
  return { ...tongue, words: own ?? loaded[tongue.language] ?? (await Words.load(tongue.language)) };
}
