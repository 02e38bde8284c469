// A quiz in a language that is written from right to left, with words that the page gives it: none such ships.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { whileQuiz } from "../quiz/open.mjs";
import { expectAccessible } from "../result/axe.mjs";

export const name = "quiz, right to left";
export const what = "a protocol and words in Arabic: every page and the result, its own digits, axe, 320 px to desktop";

export async function run(options) {
  await whileQuiz("quiz-rtl", options, async (open, { engine, folder }) => {
    const words = engine.Words.from("ar", readFileSync(join(folder, "arabic.json"), "utf8"));
    for (const width of [320, 1280]) {
      await open({}, (me) => journey(me, words, width), { page: "arabic.html" });
    }
  });
}

async function journey(me, words, width) {
  const questions = await me.quiz.evaluate((quiz) => quiz.protocol.questions());
  Object.assign(me, { words, questions, language: "ar" });
  await me.page.setViewportSize({ width, height: 800 });
  const plan = {
    age: () => me.answer("٤٢"),
    medications: () => me.answer([{ name: "lamictol" }]),
    "meaning lamictol": () => me.answer("lamotrigine"),
    "last lamictol": async () => {
      await me.choose(me.t("when.ago"));
      await me.details(me.quiz, [[me.t("when.number"), "٢"]]);
    },
    meal: () => me.answer(me.t("when.this_morning")),
    driver_home: () => me.answer(me.t("no")),
  };
  const seen = [];
  for (let asked = await me.asked(); asked !== "check"; asked = await me.asked()) {
    seen.push(asked);
    if (asked === "settled") {
      await looksRight(me, `the early end at ${width}`);
      await me.button(me.t("settled.go-on")).click();
      continue;
    }
    await me.go();
    await looksRight(me, `${asked}, with an error, at ${width}`);
    await atTheRight(me);
    await plan[asked]();
    await looksRight(me, `${asked} at ${width}`);
    await me.go();
  }
  assert.deepEqual(seen.toSorted(), [...Object.keys(plan), "settled"].toSorted());
  const { answers } = await me.quiz.evaluate((quiz) => quiz.intake);
  assert.equal(answers.age, 42, "typed in the digits of the language");
  assert.equal(answers.medications[0].last.latest, "2026-05-05T08:15:00-06:00", "two hours ago, give or take");
  await looksRight(me, `check at ${width}`);
  await me.button(me.t("check.result")).click();
  await looksRight(me, `result at ${width}`);
  for (const details of await me.quiz.locator("details").all()) {
    await details.evaluate((node) => (node.open = true));
  }
  await looksRight(me, `the whole result at ${width}`);
  const { screening } = await me.quiz.evaluate((quiz) => quiz.result);
  assert.equal(screening.disposition, "deferred");
  const treatment = await me.quiz.locator(".timeline rect.treatment").first().boundingBox();
  const free = await me.quiz.locator(".timeline rect.free").first().boundingBox();
  assert.ok(free.x + free.width > treatment.x + treatment.width, "what comes before stands to the right");
}

/** In the language, from its side, with nothing that is missing, cut off or hard to reach. */
async function looksRight(me, where) {
  const found = await me.quiz.evaluate((quiz) => {
    const section = quiz.shadowRoot.querySelector("section");
    return {
      lang: section.lang,
      direction: getComputedStyle(section).direction,
      // A key that has no words is shown as it is.
      gaps: section.innerText.match(/\b[a-z]+(\.[a-z_-]+)+\b/g) ?? [],
      english: section.innerText.match(/\b(the|your|answer|no|yes)\b/gi) ?? [],
      tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  });
  assert.deepEqual(found, { lang: "ar", direction: "rtl", gaps: [], english: [], tooWide: 0 }, where);
  await expectAccessible(me.page, where);
}

/** Texts begin at the right edge, and a choice has its mark to the right of its label. */
async function atTheRight(me) {
  const edge = (box) => box.x + box.width;
  const section = await me.quiz.locator("section").first().boundingBox();
  const heading = await me.quiz.locator("h2").first().boundingBox();
  assert.ok(Math.abs(edge(section) - edge(heading)) < 2, "the heading begins at the right");
  const option = me.quiz.locator(".option").last();
  const [mark, label] = [await option.locator("input").boundingBox(), await option.locator("span").boundingBox()];
  assert.ok(mark.x > edge(label) - 1, "the mark stands before the words");
  const back = me.quiz.locator(".back");
  if ((await back.count()) > 0) {
    assert.ok(Math.abs(edge(await back.boundingBox()) - edge(section)) < 2, "so does the way back");
  }
}
