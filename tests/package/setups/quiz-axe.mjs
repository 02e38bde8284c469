// Every page and state of the quiz under axe, with the rules of WCAG 2.2 AA and its best practices.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { here } from "../lib/paths.mjs";
import { finish, plain, whileQuiz } from "../quiz/open.mjs";

export const name = "quiz, axe";
export const what =
  "no violation on any page or state: light, dark, forced colours, narrow, right to left, both languages";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const axe = readFileSync(join(here, "node_modules/axe-core/axe.min.js"), "utf8");

const LOOKS = [
  { query: {} },
  { query: { lang: "es" }, media: { colorScheme: "dark" }, size: { width: 320, height: 640 } },
  { query: { dir: "rtl" }, media: { forcedColors: "active" }, size: { width: 390, height: 844 } },
];

export async function run(options) {
  let checked = 0;
  const check = async (me, state) => {
    if (!(await me.page.evaluate(() => "axe" in globalThis))) await me.page.evaluate(axe);
    const result = await me.page.evaluate((tags) => globalThis.axe.run({ runOnly: tags }), TAGS);
    const found = result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
    assert.deepEqual(found, [], state);
    checked += 1;
  };
  await whileQuiz("quiz-axe", options, async (open) => {
    for (const { query, media, size } of LOOKS) {
      const state = JSON.stringify({ query, media });
      await open(query, async (me) => {
        await me.page.emulateMedia(media ?? {});
        await me.page.setViewportSize(size ?? { width: 1280, height: 800 });
        await everyPage(me, (what) => check(me, `${what} ${state}`));
      });
    }
    await open({ protocol: "no-such" }, (me) => check(me, "failure"));
    await open({}, (me) => own(me, (what) => check(me, what)), { page: "two.html" });
  });
  assert.ok(checked > 90, `${checked} states`);
}

async function everyPage(me, check) {
  const uses = [
    { name: "lamictol", last: [me.t("when.ago"), [me.t("when.number"), "3"]] },
    {
      name: "qwertz",
      last: me.t("when.never_past"),
      ongoing: me.t("no"),
      next: [me.t("when.date"), [me.t("when.date_label"), "2026-06-01"]],
    },
    { name: "Nardil" },
  ];
  const plan = plain(me, { medications: uses, "meaning lamictol": "lamotrigine" });
  const seen = new Set();
  for (;;) {
    const asked = await me.asked();
    if (asked === "check") break;
    if (asked === "settled") {
      await check("settled");
      await me.button(me.t("settled.go-on")).click();
      continue;
    }
    assert.ok(!seen.has(asked), asked);
    seen.add(asked);
    await me.quiz.locator("summary").first().click();
    await check(asked);
    await me.go();
    await check(`${asked}, with an error`);
    if (asked === "medications") await typing(me, check);
    if (asked in plan) await me.answer(plan[asked]);
    else if (asked === "meaning qwertz") await retyping(me, check);
    else await me.choose(me.t(asked.startsWith("ongoing ") ? "no" : "when.unknown_past"));
    await check(`${asked}, answered`);
    await me.go();
  }
  assert.ok(seen.size >= 18, [...seen].join());
  await check("check");
  await finish(me);
  await check("result");
}

async function typing(me, check) {
  await me.choose(me.t("uses.some"));
  await me.name().pressSequentially("lami");
  await check("names are offered");
  await me.name().press("ArrowDown");
  await check("a name is chosen");
  await me.name().press("Escape");
  await me.name().fill("");
  await me.go();
  await check("no name");
}

async function retyping(me, check) {
  await me.choose(me.t("meaning.retype"));
  await check("retyping");
  await me.choose(me.words.text("interview.meaning.keep"));
}

/** The types of questions that the protocol that ships does not have. */
async function own(me, check) {
  const { page } = me;
  const quiz = page.locator("#own");
  await quiz.locator("form").waitFor();
  await check("two on a page");
  const go = () => quiz.getByRole("button", { name: me.t("continue") }).click();
  await go();
  await check("a number with a unit, with an error");
  await quiz.getByRole("textbox").fill("80");
  await go();
  for (const kind of ["ago", "date", "moment"]) {
    await quiz.getByLabel(me.t(`when.${kind}`), { exact: true }).check();
    await check(kind);
    await go();
    await check(`${kind}, with an error`);
  }
}
