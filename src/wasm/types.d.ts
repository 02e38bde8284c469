/*
 * The shapes on the wire: what goes into the engine and what comes out. `src/schema` has the same as JSON Schemas.
 */

/** A sentence in every language of the protocol: `{ en: "…", es: "…" }`. */
export type Text = { [locale: string]: string };

/** A duration: `30 min`, `12 h`, `14 days`, `2 weeks`, `1 h 30 min`, `6 months`, `1 year`. A day has 24 hours. */
export type Duration = string;

/** A moment that the engine writes: RFC 3339, `2026-05-05T10:01:00-06:00`. */
export type Moment = string;

// ── What a person said ──────────────────────────────────────────────────────────────────────────────────────────────

/** What a person said, and when. Which questions there are is up to the protocol. */
export interface Intake {
  /** The present time, with the offset of the person's own zone: `now()` gives it. A `Date` is a moment in UTC. */
  now: string | Date;
  /** When the treatment is; left out or `null`: it starts now. */
  appointment?: { start: Time; end?: Time } | null;
  /** Each answer under the id of its question. A question that is left out was not asked. */
  answers?: { [question: string]: Answer } | null;
}

/**
 * A time, as well as it is known: a moment `2026-05-05T09:45:00-06:00`, a day `2026-05-05`, a month `2026-05`, a year
 * `2026`, a range (an end that is left out is open), or so much around a time.
 */
export type Time =
  | string
  | Date
  | { earliest?: string | Date | null; latest?: string | Date | null }
  | { about: string | Date; within: Duration };

/** An answer. `null` is “I don't know”; `[]` is none. */
export type Answer =
  boolean | number | null | Time | string[] | Use[] | { min?: number; max?: number } | { value: number; unit: string };

/** One medicine or other substance. */
export interface Use {
  /** What the person calls it: `Lamictal 100 mg`. */
  name: string;
  /** When it was last used; `"never"` for one not yet taken, `null` for “I don't know”. Left out: not asked. */
  last?: Time | "never" | null;
  /** Whether it goes on. */
  ongoing?: boolean | null;
  /** When its next use is planned. Left out: none is planned; `null`: some time. */
  next?: Time | "never" | null;
  /** The answer to “did you mean …?”: the id of a substance, or several; `null` if none of them fits. */
  means?: string | (string | null)[] | null;
}

// ── What comes of it ────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * The overall answer, from the mildest to the gravest. `eligible` says that this protocol found nothing against it, and
 * nothing more: a clinician decides.
 */
export type Disposition = "eligible" | "incomplete" | "action_needed" | "deferred" | "needs_review" | "ineligible";

/** Everything one evaluation of a protocol says about one intake. */
export interface Screening {
  /** The version of this shape. */
  schema: 1;
  /** The engine and its version. */
  engine: string;
  /** Which protocol was used; equal digests mean equal rules. */
  protocol: ProtocolRef;
  /** The time at which it was made, as it was given. */
  now: string;
  /** When the treatment starts and ends, as far as that is known. */
  appointment: { start: Interval; end: Interval };
  /** The overall answer. */
  disposition: Disposition;
  /** What it may become at worst, once everything is known. */
  worstCase: Disposition;
  /** Whether it is already as bad as it can become. */
  settled: boolean;
  /** The protocol's own words for the overall answer, where it has any. */
  outcome?: { title: Text; say?: Text };
  /** Every criterion that is raised or may be, in the protocol's order. Those that are not here are clear. */
  findings: Finding[];
  /** When the deferrals end; the start itself when there are none. */
  clearance: Clearance;
  /** What to do until the treatment and after it, in the order of time. */
  plan: PlanEntry[];
  /** The protocol's lists, as far as they have something to show. */
  lists?: Listed[];
  /** What it is likely to cost, as far as that concerns the person. */
  estimates?: Estimated[];
  /** What is not known and could matter, most important first. */
  missing: Missing[];
  /** What to ask now; `null` when nothing that can be asked would change the answer. */
  nextQuestion: NextQuestion | null;
  /** Questions that were answered and do not apply. Their answers count for nothing. */
  setAside: string[];
  /** What could not be understood of the answers. */
  problems: Diagnostic[];
  /** What whoever shows this has to show with it. */
  notices: Notice[];
}

/** A protocol, and what it builds on. */
export interface ProtocolRef {
  id: string;
  version: string;
  digest: string;
  extends?: ProtocolRef;
}

/** A time known to lie between two moments; `null` where it is open. */
export interface Interval {
  earliest: Moment | null;
  latest: Moment | null;
}

/** When deferrals end, given the uses stated and no others. */
export interface Clearance {
  /** The earliest start at which none is certainly raised; `null` if there is none. */
  possibleFrom: Moment | null;
  /** The earliest start at which none is raised or even possible; `null` if that cannot be said yet. */
  certainFrom: Moment | null;
}

export type Role = "inclusion" | "exclusion" | "referral" | "deferral" | "requirement" | "advice";

/** Where a page shows an advice, apart from the rest: before everything else, or under what the clinic has to be told. */
export type Section = "emergency" | "tell-clinic";

/** What one criterion says. */
export interface Finding {
  criterion: string;
  role: Role;
  /** Where a page shows it, apart from the rest. */
  section?: Section;
  status: "possible" | "raised";
  /** What it contributes to the disposition, or could; `null` for what is only told. */
  contributes: Disposition | null;
  /** What a raised finding could contribute beyond that. */
  couldBecome?: Disposition;
  /** What the person reads; `null` for what the engine itself adds, which `explain` puts into words. */
  message: Text | null;
  /** What was said that this rests on. */
  evidence: Evidence[];
  /** The answers that suffice to raise it; empty while it is only possible. */
  culprits: AnswerRef[];
  /** When time alone clears it. */
  clearance?: Clearance;
  /** By whose authority. */
  citation: Citation;
  furtherCitations?: Citation[];
}

/** An answer, or one item of it: `item` counts from 0 where the answer is a list of uses. */
export interface AnswerRef {
  question: string;
  item?: number;
}

/** Something said that a finding rests on. */
export interface Evidence extends AnswerRef {
  /** The answer, given back as it came, or the name of the substance. */
  said: unknown;
  /** How each part of a name was read; `substances` are ids. */
  reading?: {
    text: string;
    resolution: "exact" | "chosen" | "likely" | "ambiguous" | "unrecognised" | "declined";
    substances: string[];
  }[];
  /** Whether `time` is that of the last use or of the next. */
  occasion?: "last" | "next";
  /** When it was used or will be. */
  time?: Interval;
  /** The time that had to stay free of it. */
  window?: Interval;
}

/** By whose authority a criterion stands. */
export interface Citation {
  source: string;
  title: string;
  publisher: string;
  url?: string;
  /** When it was published. */
  date?: string;
  /** When it was read. */
  seen?: string;
  /** Where in the source. */
  at: string;
  basis: "clinic policy" | "label" | "guideline" | "article" | "regulator" | "engine rule";
  note?: string;
  /** The protocol that says so, where a protocol builds on another. */
  protocol?: string;
}

/** Something to do, or not to do, until a time or from a time on. */
export interface PlanEntry {
  kind: "last_use_by" | "avoid_from" | "not_before" | "avoid_until" | "prefer_not_before";
  /** `certain` is always enough; `possible` is enough if the treatment happens to fall well. */
  at: { possible: Moment | null; certain: Moment | null };
  /** A substance, under the name that the person gave it, or an activity in every language. */
  subject: string | Text;
  criterion: string;
}

/** Criteria that belong together. */
export interface Listed {
  id: string;
  kind: ListKind;
  title: Text;
  /** The criterion of the step to take now; for `steps`, until all are done. */
  next?: string;
  items: { criterion: string; label?: Text; status: ItemStatus }[];
}

/** What a list shows: tasks in order, tasks, or whatever holds. */
export type ListKind = "steps" | "checklist" | "group";

/** It is done; it is not known; it holds, or is still to do. */
export type ItemStatus = "done" | "possible" | "raised";

/** What something is likely to cost. */
export interface Estimated {
  id: string;
  title: Text;
  say?: Text;
  /** As ISO 4217 calls it. */
  currency: string;
  /** Whether it concerns the person for certain. */
  certain: boolean;
  total: AmountRange;
  /** A line that is not certain counts from nothing up to its amount. */
  lines: {
    id: string;
    label: Text;
    certain: boolean;
    count: Estimation;
    each: Estimation;
    amount: AmountRange;
  }[];
}

/** An amount known as a range; `high` is `null` where it is open. */
export interface AmountRange {
  low: number;
  high: number | null;
}

/** A number known as a range, from whom, and all that the sources say of it. */
export interface Estimation extends AmountRange {
  from: "one" | "answer" | "figures" | "unknown";
  figures?: { low: number; high: number; citation: Citation; furtherCitations?: Citation[] }[];
}

/** What is asked for: an answer, what a name means, when it was last used, whether it goes on, when it is used next. */
export type Ask = "answer" | "meaning" | "last" | "ongoing" | "next";

/** Something that is not known and could matter. */
export interface Missing extends AnswerRef {
  ask: Ask;
  why:
    | "not_asked"
    | "dont_know"
    | "not_understood"
    | "out_of_range"
    | "contradiction"
    | "unclear_name"
    | "unrecognised_name"
    | "imprecise";
  couldBecome: Disposition;
}

/** What to ask now, and why. */
export interface NextQuestion extends AnswerRef {
  ask: Ask;
  /** What a name may mean, closest first, as ids of substances; for `meaning` only. */
  candidates?: string[];
  /** The criteria and estimates that hang on it. */
  because: string[];
  couldBecome: Disposition;
}

/** The overall answer, and which criteria bring it about: what a screening says, and not why. */
export interface Judgement {
  disposition: Disposition;
  worstCase: Disposition;
  /** The criteria that are raised, in the protocol's order. */
  raised: string[];
  /** Those that may be. */
  possible: string[];
}

/** Where an intake stands that is being answered. */
export interface Step {
  disposition: Disposition;
  worstCase: Disposition;
  /** What to ask now; `null` when nothing that can be asked would change the answer. */
  next: Pick<NextQuestion, "question" | "item" | "ask"> | null;
}

/** Something to be shown with every result. */
export type Notice =
  | { kind: "review_overdue"; reviewBy: string }
  | { kind: "appointment_imprecise" }
  | { kind: "note"; message: Text }
  // A protocol is less strict than what it builds on: in which part, what of it (`off`, `role`), why, and who says so.
  | { kind: "departure"; protocol: string; part: string; change: string; reason: Text; approvedBy: string };

/** A problem: what is wrong, where, and a way out. */
export interface Diagnostic {
  /** Which kind of problem it is; the guide has a page on each. */
  code: string;
  severity: "error" | "warning" | "note";
  message: string;
  help?: string;
  /** Where in the document: `answers.medications[0].last`. */
  path: string;
  /** From 1; only for what came as text, like the three below. */
  line?: number;
  /** From 1, in UTF-16 units. */
  column?: number;
  /** In UTF-16 units, as `String.prototype.slice` takes them. */
  start?: number;
  /** See `start`; excluded. */
  end?: number;
}

/** What every function of the engine throws when it cannot use what it was given. */
export interface PrescreenError extends Error {
  name: "ProtocolError" | "IntakeError" | "LexiconError" | "WordsError" | "LoadError" | "NotReadyError";
  /** Everything that was found; empty where there is no document to point into. */
  diagnostics: Diagnostic[];
}

// ── What a protocol asks ────────────────────────────────────────────────────────────────────────────────────────────

/** What there is to say about a protocol, without its rules. */
export interface ProtocolInfo {
  id: string;
  version: string;
  digest: string;
  title: Text;
  note?: Text;
  locales: string[];
  /** The day on which it was last read against its sources: `2026-11-22`. */
  reviewed: string;
  /** The day by which that has to happen again. */
  reviewBy: string;
  /** The treatment, and how long it lasts at least and at most. */
  treatment: { name: Text; duration?: [Duration, Duration] };
  sources: {
    id: string;
    title: string;
    publisher: string;
    url?: string;
    date?: string;
    seen?: string;
    note?: string;
  }[];
  /** The protocol's own words for the overall answers, where it has any. */
  outcomes?: { [disposition in Disposition]?: { title: Text; say?: Text } };
}

/** Something that is asked. */
export type Question = {
  id: string;
  ask: Text;
  why?: Text;
  hint?: Text;
} & (
  | { type: "yes_no" }
  | { type: "one" | "many"; options: QuestionOption[] }
  | { type: "number"; min: number; max: number; unit?: string; whole: boolean }
  | { type: "time"; tense: "past" | "future"; never: boolean }
  | { type: "uses" }
);

/** One of the options of a question; an exclusive one denies all the others. */
export interface QuestionOption {
  id: string;
  label: Text;
  exclusive: boolean;
}

// ── Words ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A sentence or two, as a list of stretches of text. `lineText` and `formatLine` write it as the person's region does. */
export type Line = Span[];

/** A stretch of text: what it is, and what it spells out where every region writes that in its own way. */
export interface Span {
  mark: "plain" | "strong" | "time" | "said" | "name" | "question" | "source" | "aside";
  text: string;
  /** A moment. */
  time?: Moment;
  /** A day: `2027-11-22`. */
  date?: string;
  /** An amount of money; the currency as ISO 4217 calls it. */
  money?: { amount: number; currency: string };
  /** Several things of one kind. */
  items?: string[];
  /** Several things, of which one is meant. */
  choices?: string[];
}

/** Everything that a page says about one screening. */
export interface Explanation {
  /** The result, most important first. */
  blocks: Block[];
  /** What to ask now. */
  next: NextInWords | null;
  /** Every answer, in the protocol's order of questions. */
  answers: { question: string; text: Line }[];
}

/** What to ask now, in words. */
export interface NextInWords extends AnswerRef {
  ask: Ask;
  text: Line;
  why: Line;
  /** What a name may mean, closest first: `id` is what `means` takes. */
  candidates?: { id: string; label: string }[];
}

/** A piece of an explanation. `notice` must be shown with every result. */
export type Block =
  | { kind: "outcome"; content: { disposition: Disposition; title: Line; meaning: Line } }
  | { kind: "heading" | "paragraph" | "item" | "notice" | "aside"; content: Line }
  | { kind: "finding"; content: FindingBlock }
  | { kind: "list"; content: ListBlock }
  | { kind: "estimate"; content: EstimateBlock }
  | { kind: "plan"; content: PlanStep[] };

/** What one criterion says, and what that rests on. */
export interface FindingBlock {
  criterion: string;
  role: Role;
  section: Section | null;
  status: "possible" | "raised";
  contributes: Disposition | null;
  /** What it contributes, in a few words. */
  label: Line;
  message: Line;
  details: Line[];
  sources: { line: Line; note: Line | null }[];
}

/** Criteria that belong together, with what is done and what is not. */
export interface ListBlock {
  id: string;
  list: ListKind;
  title: Line;
  items: {
    criterion: string;
    status: ItemStatus;
    /** Whether it is the step to take now. */
    next: boolean;
    label: Line | null;
    /** What is known of it, in a few words. */
    state: Line | null;
    /** What it says; `null` once it is done. */
    finding: FindingBlock | null;
  }[];
}

/** What something is likely to cost: how many times how much, and who says so. */
export interface EstimateBlock {
  id: string;
  title: Line;
  total: Line;
  notes: Line[];
  lines: {
    label: Line;
    amount: Line;
    notes: Line[];
    figures: { line: Line; sources: FindingBlock["sources"] }[];
  }[];
}

/** One step of the plan; `kind` is `null` for the treatment itself. */
export interface PlanStep {
  kind: PlanEntry["kind"] | null;
  text: Line;
  notes: Line[];
}

// ── A protocol, as it is written ────────────────────────────────────────────────────────────────────────────────────

/** A protocol as an object, of the same shape as the TOML file. The guide has every key. */
export interface ProtocolSource {
  id: string;
  version: string;
  title: Text;
  note?: Text;
  locales?: string[];
  reviewed: string;
  review_by: string;
  treatment: { name: Text; duration?: Duration[] };
  /** What it builds on, made one with it by `prescreen export`; the engine looks nothing up. */
  extends?: {
    id: string;
    version: string;
    digest: string;
    departures?: { part: string; change: string; reason: Text; approved_by: string }[];
  }[];
  sources?: {
    [id: string]: { title: string; publisher: string; url?: string; date?: string; seen?: string; note?: string };
  };
  questions?: {
    id: string;
    type: Question["type"];
    ask: Text;
    why?: Text;
    hint?: Text;
    informs?: boolean;
    applies?: string;
    options?: { id: string; label: Text; tags?: string[]; exclusive?: boolean }[];
    min?: number;
    max?: number;
    unit?: string;
    whole?: boolean;
    tense?: "past" | "future";
    never?: boolean;
  }[];
  criteria?: {
    id: string;
    role: Role;
    section?: Section;
    when?: string;
    done?: string;
    washout?: {
      of?: string | string[];
      since?: string;
      before?: Duration;
      after?: Duration;
      prefer_after?: Duration;
    };
    avoid?: { what: Text; before?: Duration; after?: Duration };
    label?: Text;
    say: Text;
    cite: CitationSource | CitationSource[];
  }[];
  lists?: { id: string; kind: ListKind; title: Text; items: string[] }[];
  outcomes?: { [disposition in Disposition]?: { title: Text; say?: Text } };
  estimates?: {
    id: string;
    title: Text;
    say?: Text;
    currency: string;
    when?: string;
    lines: { id: string; label: Text; when?: string; count?: QuantitySource; each: QuantitySource }[];
  }[];
  baselines?: { [id: string]: { [question: string]: Answer } };
  cases?: ({
    name: string;
    now: string;
    expect: { disposition: Disposition; [key: string]: unknown };
  } & { [key: string]: unknown })[];
}

/** A citation, as it is written. */
export interface CitationSource {
  source: string;
  at: string;
  basis: Exclude<Citation["basis"], "engine rule">;
  note?: string;
  /** The protocol that it is from, in what `prescreen export` makes of a protocol that extends another. */
  from?: string;
}

/** A number of an estimate, as it is written: the answer to a question, or else what the sources say. */
export interface QuantitySource {
  answer?: string;
  figures?: { range: number | [number, number]; cite: CitationSource | CitationSource[] }[];
}

/** What `check` says about a protocol written in TOML. */
export interface Check {
  /** Everything that was found, in the order of the text. */
  diagnostics: Diagnostic[];
  /** What became of every worked case; `null` if the text could not be read far enough. A case without differences passed. */
  cases: {
    cases: { name: string; differences: string[] }[];
    /** For each criterion, in how many cases it was what. */
    coverage: { criterion: string; raised: number; possible: number; clear: number }[];
  } | null;
  /** The rules as JSON text, without the worked cases; `null` if the protocol is refused. */
  rules: string | null;
}
