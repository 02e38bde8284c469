import assert from "node:assert/strict";
import { test } from "node:test";
import { inLocale, planEntries, sectionsOf } from "../../../pkg-template/quiz/result-sections.js";
import { summaryOf } from "../../../pkg-template/quiz/summary.js";
import { blocks, finding, heading, protocol, screeningWith, steps, words } from "./data.mjs";

const ids = (list) => list.map(({ criterion }) => criterion);

test("help in an emergency and what to tell the clinic leave the list of advice", () => {
  const { emergency, tell, advice } = sectionsOf({ blocks });
  assert.deepEqual(ids(emergency), ["emergency-signs", "thoughts-of-suicide"]);
  assert.deepEqual(ids(tell), ["tell-all"]);
  assert.deepEqual(ids(advice.findings), ["rest-well"]);
});

test("only advice that holds is taken for help in an emergency", () => {
  const { emergency, arrange, possible } = sectionsOf({
    blocks: [
      heading("Found"),
      finding("emergency-numbers", { role: "requirement", contributes: "action_needed" }),
      heading("Possible"),
      finding("emergency-signs", { section: "emergency", status: "possible" }),
    ],
  });
  assert.deepEqual(emergency, []);
  assert.deepEqual(ids(arrange), ["emergency-numbers"]);
  assert.deepEqual(ids(possible.findings), ["emergency-signs"]);
});

test("no block is lost", () => {
  const { found, arrange, possible, advice, emergency, tell, ...rest } = sectionsOf({ blocks });
  const all = [found.findings, arrange, possible.findings, advice.findings, emergency, tell].flat();
  assert.deepEqual(
    ids(all).toSorted(),
    ids(blocks.filter(({ kind }) => kind === "finding").map((b) => b.content)).toSorted(),
  );
  const text = JSON.stringify([rest, possible.rest]);
  for (const { kind, content } of blocks) {
    if (!["finding", "heading"].includes(kind)) assert.ok(text.includes(JSON.stringify(content)), kind);
  }
});

test("each step of the plan finds the entry that it says", () => {
  const pairs = planEntries(screeningWith(), steps);
  assert.deepEqual(
    pairs.map(({ step, entry }) => [step.kind, entry?.kind ?? null]),
    steps.map(({ kind }) => [kind, kind]),
  );
});

test("a text in a language that it does not have is given in the nearest", () => {
  const text = { en: "one", es: "uno" };
  assert.equal(inLocale(text, "es"), "uno");
  assert.equal(inLocale(text, "es-MX"), "uno");
  assert.equal(inLocale(text, "de"), "one");
  assert.equal(inLocale({ fr: "un" }, "de"), "un");
});

test("the summary says everything that the clinic needs, as plain text", () => {
  const explanation = { blocks, answers: [{ question: "medications", text: [{ mark: "said", text: "a <b>" }] }] };
  const given = { explanation, sections: sectionsOf(explanation), protocol, words, locale: "en" };
  assert.equal(
    summaryOf(given),
    [
      "Our questions",
      "It waits.",
      "Ask the clinic.",
      "The wait ends soon.",
      "A clinician decides.",
      "",
      "Found",
      "- label: message of washout",
      "  You said so.",
      "",
      "result.arrange",
      "- label: message of driver",
      "",
      "Possible",
      "- Not certain. message of allergy",
      "  You do not know.",
      "- message of pressure",
      "",
      "Plan",
      ...steps.map(({ text }) => `- ${text.map((span) => span.text).join("")}`),
      "",
      "Missing",
      "- Allergies?",
      "",
      "result.answers",
      "- Which medicines? a <b>",
      "",
      "Made today.",
      "",
    ].join("\n"),
  );
});

test("a summary has the lists and estimates, with what is done in words", () => {
  const line = (text) => [{ mark: "plain", text }];
  const task = (label, state, finding) => ({ label: line(label), state: line(state), finding });
  const items = [
    task("Records", "Done", null),
    task("Letter", "Next", { message: line("Ask for a letter.") }),
    { label: null, state: null, finding: finding("refused", { message: line("A refusal can be appealed.") }).content },
  ];
  const estimate = {
    title: line("Cost"),
    total: line("In all: $2,400"),
    notes: line("Prices differ.").map((span) => [span]),
    lines: [{ label: line("Sessions"), amount: line("6 × $400"), notes: [line("You said so.")], figures: [] }],
  };
  const told = [
    { kind: "list", content: { id: "papers", list: "checklist", title: line("Your papers"), items } },
    { kind: "estimate", content: estimate },
  ];
  const explanation = { blocks: [...blocks, ...told], answers: [] };
  const text = summaryOf({ explanation, sections: sectionsOf(explanation), protocol, words, locale: "en" });
  assert.match(text, /^Your papers\n- Records – Done\n- Letter – Next\n {2}Ask for a letter\.\n- /m);
  assert.match(text, /A refusal can be appealed\./);
  assert.match(text, /^Cost\nIn all: \$2,400\nPrices differ\.\n- Sessions: 6 × \$400\n {2}You said so\.$/m);
});
