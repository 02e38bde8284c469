import type { Intake, Protocol, Screening, ShippedProtocol, Words } from "./index.js";

export * from "./index.js";

/** What a person answered: `item` is there where it is about one use of a list, and `intake` is all that was said so far. */
export interface PrescreenAnswer {
  question: string;
  item?: number;
  answer: unknown;
  intake: Intake;
}

/** What came of it. */
export interface PrescreenResult {
  intake: Intake;
  screening: Screening;
}

/**
 * The quiz: `<prescreen-quiz protocol="ketamine-iv" lang="es"></prescreen-quiz>`.
 *
 * In a form with a `name` it submits a `PrescreenResult` as JSON, and with `required` it holds the form back until there is
 * one. Nothing leaves the page, and nothing is stored unless `save="session"` asks for it.
 *
 * Fires `prescreen-answer` with a `PrescreenAnswer` after every answer, `prescreen-result` with a `PrescreenResult` when the
 * result is shown, and `prescreen-error` with `{ error }` when it cannot go on. All bubble and are composed.
 *
 * On a server, where there is no DOM, it is `undefined`.
 */
export class PrescreenQuiz extends HTMLElement {
  /** The name of a protocol that ships, or one made with the `Protocol.from` of this entry or of `prescreen`. Set anew, it starts again. */
  protocol: ShippedProtocol | Protocol | string | null;
  /** Answers that the page knows already, each under the id of its question. Set anew, they start it again. */
  answers: NonNullable<Intake["answers"]>;
  /** When the treatment is. As an attribute, `appointment="2026-05-05T10:00"`, on the clocks of the time zone. */
  appointment: Intake["appointment"];
  /** The IANA zone of the person: the browser's own, unless given here or as the attribute `time-zone`. */
  timeZone: string;
  /** Gives the present time. For tests; the browser's clock unless given. */
  now: (() => Date | string) | null;
  /** Other words than those that ship for the language. */
  words: Words | null;
  /** What was said so far; `null` before it has loaded. */
  readonly intake: Intake | null;
  /** What came of it; `null` until the result is shown. */
  readonly result: PrescreenResult | null;
  readonly form: HTMLFormElement | null;
  readonly validity: ValidityState;
  readonly validationMessage: string;
  checkValidity(): boolean;
  reportValidity(): boolean;
  /** Forgets all answers and begins again. */
  restart(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "prescreen-quiz": PrescreenQuiz;
  }

  interface HTMLElementEventMap {
    "prescreen-answer": CustomEvent<PrescreenAnswer>;
    "prescreen-result": CustomEvent<PrescreenResult>;
    "prescreen-error": CustomEvent<{ error: Error }>;
  }
}
