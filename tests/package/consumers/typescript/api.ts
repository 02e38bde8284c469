// Every function of the package, with what TypeScript must know of it and what it must refuse.

import {
  browserTimeZone,
  formatDate,
  formatDuration,
  formatMoney,
  formatLine,
  formatList,
  formatTime,
  init,
  initSync,
  Lexicon,
  lineText,
  localDate,
  localMonth,
  localTime,
  now,
  Protocol,
  Words,
} from "prescreen";
import type {
  Diagnostic,
  Explanation,
  Intake,
  Judgement,
  NextQuestion,
  PrescreenError,
  ProtocolInfo,
  ProtocolSource,
  Question,
  Resident,
  Screening,
  Step,
} from "prescreen";
import * as author from "prescreen/author";
import * as inline from "prescreen/inline";
import { protocols } from "prescreen/protocols";

export async function start(bytes: Uint8Array): Promise<void> {
  const started: Promise<void> = init();
  await started;
  initSync(bytes);
}

export function overdue(today: string): string[] {
  const late: ProtocolInfo[] = protocols.filter(({ reviewBy }) => reviewBy < today);
  return late.map(({ id, title }) => `${id}: ${title.en}`);
}

export async function loadAll(): Promise<Protocol[]> {
  return Promise.all(protocols.map(({ id }) => Protocol.load(id)));
}

export async function screen(): Promise<string> {
  const protocol: Protocol = await Protocol.load("ketamine-iv");
  // @ts-expect-error: no such protocol ships
  await Protocol.load("ketamine");
  // @ts-expect-error: made with load or from
  new Protocol();

  const zone = browserTimeZone();
  const intake: Intake = {
    now: now({ timeZone: zone, date: new Date(0) }),
    appointment: { start: localTime("2026-05-05T10:00", zone), end: { about: "2026-05-05T11:00", within: "30 min" } },
    answers: {
      age: { min: 40, max: 45 },
      indications: ["depression"],
      pregnant: null,
      medications: [
        { name: "Lamictal", last: localDate("2026-05-04", zone), ongoing: true },
        { name: "percs", last: new Date(0), next: localMonth("2026-06", zone) },
        { name: "Zoloft", last: { latest: "2026-05-04" } },
      ],
    },
  };
  // @ts-expect-error: a key that means nothing
  const misspelt: Intake = { now: "2026-05-05T09:45:00-06:00", anwsers: {} };
  // @ts-expect-error: an intake says what time it is
  const timeless: Intake = { answers: {} };
  // @ts-expect-error: a use has a name
  const nameless: Intake = { now: "2026-05-05T09:45:00-06:00", answers: { medications: [{ last: "2026-05-04" }] } };
  for (const wrong of [misspelt, timeless, nameless]) protocol.screen(wrong);
  // @ts-expect-error: an intake is an object
  protocol.screen("{}");

  const one: Judgement = protocol.judge(intake);
  const many: (Judgement | PrescreenError)[] = protocol.judgeAll([intake]);
  const resident: Resident = protocol.resident(intake);
  const steps: Step[] = [resident.set("age", 42), resident.remove("age"), resident.step()];
  // @ts-expect-error: no answer is of this kind
  resident.set("age", new Map());
  const held: [Judgement, Intake] = [resident.judge(), resident.intake()];
  void [one.raised, many.length, steps.map(({ next }) => next?.question), held];

  const screening: Screening = protocol.screen(intake);
  const next: NextQuestion | null = protocol.nextQuestion(intake);
  // @ts-expect-error: there may be none
  protocol.nextQuestion(intake).question;
  for (const finding of screening.findings) {
    const from: string | null | undefined = finding.clearance?.certainFrom;
    const title: string = finding.citation.title;
    const says: string | undefined = finding.message?.["en"];
    void [from, title, says];
  }
  void next?.question;
  return verdict(screening);
}

/** The words of the outcome are all known: a new one would be an error here. */
function verdict(screening: Screening): string {
  switch (screening.disposition) {
    case "eligible":
      return "nothing was found against it";
    case "incomplete":
      return "more has to be known";
    case "action_needed":
    case "deferred":
      return "later, or otherwise";
    case "needs_review":
    case "ineligible":
      return "talk to the clinic";
    default: {
      const never: never = screening.disposition;
      return never;
    }
  }
}

export async function read(source: ProtocolSource, text: string, intake: Intake): Promise<string> {
  const lexicon: Lexicon = await Lexicon.load();
  const own: Lexicon = Lexicon.from(text);
  const wide: Lexicon = await Lexicon.load("wide");
  const names: string[] = own.withWide(text).suggest("lamic").concat(wide.suggest("metfo"));
  await Protocol.load("ketamine-iv", { names: "wide" });
  const protocols: Protocol[] = [Protocol.from(source, lexicon), Protocol.from(text), Protocol.from(text, own)];
  const words: Words = await Words.load("es");
  // @ts-expect-error: no words ship in this language
  await Words.load("fr");
  const french: Words = Words.from("fr", text);

  const lines: string[] = [...names, words.text("a key", { count: 2, name: "Lamictal" }), french.text("a key")];
  for (const protocol of protocols) {
    const about: ProtocolInfo = protocol.about();
    const questions: Question[] = protocol.questions();
    const diagnostics: Diagnostic[] = protocol.diagnostics();
    lines.push(about.id, about.version, about.digest, ...questions.map((question) => question.id));
    for (const { code, severity, message, path, help, line } of diagnostics) {
      lines.push(code, severity, message, path, help ?? "", String(line ?? 0));
    }
    const explanation: Explanation = protocol.explain(intake, words);
    lines.push(String(explanation.blocks.length));
    protocol.explain(intake, french);
    // @ts-expect-error: words are loaded first
    protocol.explain(intake, "es");
  }
  return lines.join("\n");
}

export function show(): string[] {
  const options = { locale: "es", timeZone: "America/Denver" };
  const line = [{ mark: "time" as const, text: "today", time: "2026-05-05T10:01:00-06:00" }];
  const parts: { mark: "time"; text: string }[] = formatLine(line, options);
  return [
    formatTime("2026-05-05T10:01:00-06:00", options),
    formatDate("2026-05-05", { locale: "es" }),
    formatDuration("1 h 30 min"),
    formatMoney({ amount: 2400, currency: "USD" }),
    formatList(["Percocet", "Xanax"], { type: "disjunction" }),
    lineText(line),
    ...parts.map(({ text }) => text),
  ];
}

/** The author's entry has all of it, and reads TOML; what one entry makes the types of another take. */
export async function write(toml: string, intake: Intake): Promise<Screening> {
  const lexicon = await author.Lexicon.load();
  const { diagnostics, cases, rules } = author.check(toml, lexicon);
  const problems: Diagnostic[] = author.check(toml).diagnostics;
  const failed: string[] = (cases?.cases ?? []).filter((one) => one.differences.length > 0).map((one) => one.name);
  const covered: number[] = (cases?.coverage ?? []).map(({ raised, possible, clear }) => raised + possible + clear);
  void [failed, covered];
  const loaded = await author.Protocol.load("ketamine-iv");
  const screening: Screening = loaded.screen(intake);
  if (rules === null) throw new Error([...problems, ...diagnostics].map(({ message }) => message).join("\n"));
  author.Protocol.from(rules, lexicon).screen(intake);
  author.Protocol.parse(toml).screen(intake);
  // @ts-expect-error: the entry without the author's tools reads no TOML
  Protocol.parse(toml);
  await inline.init();
  const inlined: Screening = (await inline.Protocol.load("ketamine-iv")).screen(intake);
  return inlined.settled ? inlined : screening;
}
