// Whatever is typed is text: in every field, on every page that shows it again, and in every file that is made of it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { finish, plain, whileQuiz } from "../quiz/open.mjs";
import { readCalendar } from "../result/ics.mjs";

export const name = "quiz, hostile text";
export const what = "in names, names typed again, numbers, amounts, dates; to the result, summary, calendar and file";

const HOSTILE = [
  "<img src=x onerror=globalThis.hacked=1>",
  "</script><script>globalThis.hacked=1</script>",
  "\u202Eevil\u2066 \u05D0",
  "zero\u200Bwidth\u2060\u00AD",
  "{name} {count} ${1} %s $& {{answer}}",
  "\"quotes\" 'of' `every` “kind”; a, b \\n \\",
  "BEGIN:VEVENT\u2028SUMMARY:x\u0007",
  "__proto__ toString",
  "x".repeat(10_000),
];

/** Nothing of it can be seen. */
const INVISIBLE = "\u200B \u2060\u202E";

export async function run(options) {
  await whileQuiz("quiz-hostile", options, async (open) => {
    for (const text of HOSTILE) await open({}, (me) => journey(me, text));
    await open({}, invisible);
  });
}

async function journey(me, text) {
  const names = [`Lamictal ${text}`.trim(), text.trim()];
  await inFieldsOfAUse(me, names[0], text);
  await me.add({ name: "qwertz" });
  await me.go();
  await goThrough(me, text);
  await staysText(me, names);
  await finish(me);
  await me.quiz.locator("details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  await staysText(me, names);
  await inSummary(me, names);
  await inFiles(me, names);
}

/** To the page that checks the answers. */
async function goThrough(me, text) {
  const { age, ...others } = plain(me);
  for (;;) {
    const { now } = await me.walk(others);
    if (now === "check") return;
    if (now === "settled") {
      await me.button(me.t("settled.go-on")).click();
      continue;
    }
    if (now === "age") await inNumber(me, age, text);
    else if (now === "meaning qwertz") await retype(me, text);
    else if (now.startsWith("meaning ")) await me.quiz.getByLabel(/^(It is right as it is|None of these)$/).check();
    else await me.choose(me.t(now.startsWith("ongoing ") ? "unknown" : "when.unknown_past"));
    await me.go();
  }
}

/** The name with its suggestions, an amount, a day and a time. */
async function inFieldsOfAUse(me, typed, text) {
  await me.choose(me.t("uses.some"));
  await me.name().fill(text);
  await me.fill({ name: typed, last: [me.t("when.ago"), [me.t("when.number"), text]] });
  await me.button(me.t("uses.add")).click();
  assert.ok((await me.error()).includes(me.t("error.amount")));
  const field = me.quiz.getByLabel(me.t("when.number"), { exact: true }).and(me.page.locator(":visible"));
  assert.equal(await field.inputValue(), text);
  await me.when(me.t("uses.last"), [me.t("when.moment")]);
  // Nobody can type this into such a field, but a script of the page can try.
  await me.quiz.locator("input:is([type=date], [type=time])").evaluateAll((all, value) => {
    for (const input of all) input.value = value;
  }, text);
  await me.button(me.t("uses.add")).click();
  assert.ok((await me.error()).includes(me.t("error.date")));
  await me.when(me.t("uses.last"), me.t("when.yesterday"));
  await me.button(me.t("uses.add")).click();
  assert.equal(await me.quiz.getByRole("listitem").locator("bdi").textContent(), typed);
}

async function inNumber(me, age, text) {
  await me.answer(text);
  await me.go();
  assert.equal(await me.quiz.getByRole("alert").count(), 1, "it is no number");
  assert.equal(await me.quiz.getByRole("textbox").inputValue(), text, "and stays what was typed");
  await me.answer(age);
}

async function retype(me, text) {
  await me.choose(me.t("meaning.retype"));
  await me.quiz.getByRole("combobox").fill(text);
  await me.quiz.getByRole("combobox").press("Escape");
}

async function staysText(me, names) {
  const seen = await me.quiz.evaluate((quiz) => ({
    hacked: globalThis.hacked,
    elements: quiz.shadowRoot.querySelectorAll("img, script, iframe, style, [style], [onerror]").length,
    text: quiz.shadowRoot.querySelector("section").textContent,
    fits: document.documentElement.scrollWidth <= document.documentElement.clientWidth,
    isApart: [...quiz.shadowRoot.querySelectorAll(".name, .said")].every(({ localName }) => localName === "bdi"),
  }));
  const { text, ...rest } = seen;
  assert.deepEqual(rest, { hacked: undefined, elements: 0, fits: true, isApart: true });
  for (const typed of names) assert.ok(text.includes(typed), typed.slice(0, 100));
}

async function inSummary(me, names) {
  await me.page.evaluate(() => {
    const clipboard = { writeText: async (text) => (globalThis.clip = text) };
    Object.defineProperty(navigator, "clipboard", { value: clipboard });
  });
  await me.button(me.words.text("result.copy")).click();
  const summary = await (await me.page.waitForFunction(() => globalThis.clip)).jsonValue();
  for (const typed of names) assert.ok(summary.includes(typed), "the summary has it letter by letter");
}

async function inFiles(me, names) {
  const { intake } = JSON.parse(await download(me, "result.save"));
  assert.deepEqual(
    intake.answers.medications.map(({ name: typed }) => typed),
    names,
  );
  // The reader refuses lines that are too long, and signs that are not escaped.
  const events = readCalendar(await download(me, "result.calendar"));
  const inCalendar = names[0].replaceAll("\u2028", "\n").replaceAll("\u0007", "");
  const steps = events.filter(({ SUMMARY }) => SUMMARY.startsWith(`${inCalendar}:`));
  assert.ok(steps.length > 0, events.map(({ SUMMARY }) => SUMMARY.slice(0, 100)).join("\n"));
}

async function download(me, key) {
  const button = me.button(me.words.text(key));
  const [file] = await Promise.all([me.page.waitForEvent("download"), button.click()]);
  return readFileSync(await file.path(), "utf8");
}

async function invisible(me) {
  await me.choose(me.t("uses.some"));
  await me.name().fill(INVISIBLE);
  await me.button(me.t("uses.add")).click();
  assert.ok((await me.error()).includes(me.t("error.name")), "a list must not have an entry that nobody sees");
  await me.name().fill("qwertz");
  await me.go();
  assert.equal((await me.walk(plain(me))).now, "meaning qwertz");
  await me.choose(me.t("meaning.retype"));
  await me.quiz.getByRole("combobox").fill(INVISIBLE);
  await me.go();
  assert.ok((await me.error()).includes(me.t("error.retype")));
}
