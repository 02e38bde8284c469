import type { ShippedLocale, ShippedNames, ShippedProtocol } from "./data/index.js";
import type {
  Diagnostic,
  Explanation,
  Answer,
  Intake,
  Judgement,
  NextQuestion,
  PrescreenError,
  ProtocolInfo,
  ProtocolSource,
  Question,
  Screening,
  Step,
} from "./types.js";

export type * from "./types.js";
export type { ShippedLocale, ShippedNames, ShippedProtocol };
export * from "./format.js";
export * from "./time.js";

/**
 * Starts the engine. Once is enough; further calls wait for the same start, and one that failed may be tried again.
 *
 * `Protocol.load`, `Lexicon.load` and `Words.load` do it themselves. It is needed before the `from` of each.
 *
 * @throws {PrescreenError} `LoadError`: the code could not be fetched, is not what belongs to this version, or the page
 *   does not allow WebAssembly (its Content-Security-Policy needs `'wasm-unsafe-eval'`).
 */
export function init(): Promise<void>;

/** A `WebAssembly.Module`, where the types of the project know of it. */
type CompiledModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } }
  ? Module
  : never;

/**
 * Starts the engine with code that is already at hand: the bytes of `prescreen/engine.wasm`, or a `WebAssembly.Module`.
 *
 * @throws {PrescreenError} `LoadError`: it is not the code of the engine.
 */
export function initSync(code: ArrayBuffer | ArrayBufferView | CompiledModule): void;

/** A clinic's protocol, checked. Every method leaves it as it is; what they return is plain data. */
export class Protocol {
  protected constructor();

  /**
   * A protocol that ships, with names of drugs that ship: see {@link Lexicon.load}. Starts the engine.
   *
   * @throws {PrescreenError} `LoadError`: there is no such protocol, or a file could not be loaded or has been changed.
   */
  static load(name: ShippedProtocol, options?: { names?: ShippedNames }): Promise<Protocol>;

  /**
   * A protocol of your own: an object of the shape of the TOML file, or that as JSON text, which gives problems their
   * line and column. The command line writes it: `prescreen export protocol.toml`. One that still has worked cases is
   * refused here, since only the author's build and the command line run them.
   *
   * @param lexicon The names of drugs. Without it no class of drugs is known.
   * @throws {PrescreenError} `ProtocolError` with everything that is wrong with it; `NotReadyError` before `init()`.
   */
  static from(source: ProtocolSource | string, lexicon?: Lexicon): Protocol;

  /** What there is to say about it, without its rules. */
  about(): ProtocolInfo;

  /** What it asks, in order. */
  questions(): Question[];

  /** What was worth saying about it, though it was accepted: warnings and notes. */
  diagnostics(): Diagnostic[];

  /**
   * Screens an intake. An answer that cannot be understood counts as not known, and is listed among the screening's
   * problems.
   *
   * @throws {PrescreenError} `IntakeError`: it cannot be said what the intake means. It does not say what time it is,
   *   answers a question that is not asked, or holds something that is not plain data.
   */
  screen(intake: Intake): Screening;

  /**
   * What to ask now; `null` when nothing that can be asked would change the answer. It is the screening's
   * `nextQuestion`.
   *
   * @throws {PrescreenError} As for {@link Protocol.screen}.
   */
  nextQuestion(intake: Intake): NextQuestion | null;

  /**
   * The overall answer alone, and the ids of the criteria that bring it about: what {@link Protocol.screen} says, without
   * the reasons, much faster. For whoever only counts, sorts or routes.
   *
   * @throws {PrescreenError} As for {@link Protocol.screen}.
   */
  judge(intake: Intake): Judgement;

  /**
   * {@link Protocol.judge} for many intakes, in their order. One that is refused does not stop the others: in its place
   * stands the error that `judge` would throw.
   */
  judgeAll(intakes: readonly Intake[]): (Judgement | PrescreenError)[];

  /**
   * An intake that stays in the engine while it is being answered. What the caller's object says later changes nothing.
   *
   * @throws {PrescreenError} As for {@link Protocol.screen}.
   */
  resident(intake: Intake): Resident;

  /**
   * A screening in words. `lineText` writes a line as the person's language and region do.
   *
   * @throws {PrescreenError} As for {@link Protocol.screen}.
   */
  explain(intake: Intake, words: Words): Explanation;
}

/**
 * An intake that stays in the engine while it is being answered: one answer in, where the intake stands out. It comes to
 * the same as screening the whole intake anew; only what reads the changed answer is judged again.
 */
export interface Resident {
  /**
   * Answers a question, or answers it anew; `undefined` takes the answer back.
   *
   * @throws {PrescreenError} `IntakeError`: the question is not asked, or the answer holds something that is not plain
   *   data. Nothing changes then.
   */
  set(question: string, answer: Answer | undefined): Step;

  /**
   * Takes an answer back, as if the question had not been asked.
   *
   * @throws {PrescreenError} `IntakeError`: the question is not asked by the protocol.
   */
  remove(question: string): Step;

  /** Where the intake stands. */
  step(): Step;

  /** The overall answer alone, and which criteria bring it about. */
  judge(): Judgement;

  /** Everything that follows from the intake, as {@link Protocol.screen} says it. */
  screen(): Screening;

  /** A screening in words, as {@link Protocol.explain} gives it. */
  explain(words: Words): Explanation;

  /** A copy of the intake as it stands. */
  intake(): Intake;
}

/** The names of drugs, and what they mean. */
export class Lexicon {
  protected constructor();

  /**
   * Names that ship; loaded once, then shared. Starts the engine. `"reviewed"`, which is meant if nothing is said: the
   * names that rules are about. `"wide"`: these, and around them everything that can be prescribed in the United States,
   * so that what matters to no rule is known instead of asked about.
   */
  static load(names?: ShippedNames): Promise<Lexicon>;

  /**
   * Names of your own, as rows of ten columns parted by tabs.
   *
   * @throws {PrescreenError} `LexiconError`: the first row that is wrong. `NotReadyError` before `init()`.
   */
  static from(tsv: string): Lexicon;

  /**
   * These names, and those of a wide layer around them. Where both have a name, the one here decides.
   *
   * @throws {PrescreenError} `LexiconError`: the first line that is wrong.
   */
  withWide(text: string): Lexicon;

  /**
   * At most eight names that fit what somebody has typed so far: those that start so, those with a later word that does,
   * those that are spelled nearly so. Only to choose from: whatever is typed is understood, or asked about.
   */
  suggest(typed: string): string[];
}

/** The words of one language that do not come from a protocol. */
export class Words {
  protected constructor();

  /** Words that ship. Starts the engine. */
  static load(locale: ShippedLocale): Promise<Words>;

  /**
   * Words of your own: JSON text, a template for every key.
   *
   * @throws {PrescreenError} `WordsError` with everything that is wrong. `NotReadyError` before `init()`.
   */
  static from(locale: string, json: string): Words;

  /** The words of a key with its `{placeholders}` filled; the key itself where there are none, so that a gap is seen. */
  text(key: string, values?: { [placeholder: string]: string | number }): string;
}
