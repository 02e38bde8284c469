// How the quiz sits on a page: wide and narrow, in the page's own fonts and colours, without a jump.

import assert from "node:assert/strict";
import { finish, plain, toCheck, whileQuiz } from "../quiz/open.mjs";

export const name = "quiz, looks";
export const what =
  "320 px (zoom 400 %) to desktop, both directions; fonts, properties and parts; targets; no shift, no motion";

export async function run(options) {
  await whileQuiz("quiz-looks", options, async (open) => {
    for (const width of [320, 390, 1280]) {
      for (const dir of ["ltr", "rtl"]) await open({ dir, lang: width === 320 ? "es" : "en" }, (me) => fits(me, width));
    }
    await open({}, themed);
    await open({}, still);
  });
}

/** Nothing is wider than the page, and everything is large enough for a finger. */
async function fits(me, width) {
  await me.page.setViewportSize({ width, height: 640 });
  const check = async () => {
    const found = await me.quiz.evaluate((quiz) => {
      const { clientWidth, scrollWidth } = document.documentElement;
      const controls = [
        ...quiz.shadowRoot.querySelectorAll("button, select, summary, .option, input:not(.option input)"),
      ];
      const shown = controls.filter((node) => node.checkVisibility());
      const small = shown.filter(
        (node) => node.getBoundingClientRect().height < 43.5 || node.getBoundingClientRect().width < 24,
      );
      return { tooWide: scrollWidth - clientWidth, small: small.map(({ outerHTML }) => outerHTML.slice(0, 80)) };
    });
    assert.deepEqual(found, { tooWide: 0, small: [] }, `${await me.heading()} at ${width}`);
  };
  const uses = [{ name: "lamictol", last: me.t("when.yesterday"), next: me.t("when.moment") }];
  await me.choose(me.t("uses.some"));
  await me.fill(uses[0]);
  await check();
  await me.when(me.t("uses.next"), "");
  await me.button(me.t("uses.add")).click();
  await check();
  await me.go();
  await me.answer(me.t("uses.none"));
  await me.go();
  await check();
  await me.choose("lamotrigine");
  await me.go();
  await check();
  await me.go();
  await check();
  await toCheck(me, plain(me));
  await check();
  await finish(me);
  const result = await me.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(result, 0, `the result at ${width}`);
}

/** The page's fonts are inherited, its rules stay out, and its properties and parts come in. */
async function themed(me) {
  const look = await me.page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      prescreen-quiz { --prescreen-accent: rgb(10, 90, 60); --prescreen-radius: 0; letter-spacing: 1px; }
      prescreen-quiz::part(heading) { text-transform: uppercase; }
    `);
    document.adoptedStyleSheets.push(sheet);
    const root = document.querySelector("prescreen-quiz").shadowRoot;
    const style = (selector) => getComputedStyle(root.querySelector(selector));
    const parts = new Set([...root.querySelectorAll("[part]")].flatMap(({ part }) => [...part]));
    return {
      font: style("button").fontFamily,
      spacing: style("input").letterSpacing,
      colour: style(".primary").backgroundColor,
      radius: style(".primary").borderRadius,
      heading: style("h2").textTransform,
      isShown: style("h2").display === "block" && style("input").opacity === "1",
      parts: [...parts],
    };
  });
  const { parts, ...rest } = look;
  assert.deepEqual(rest, {
    font: "Georgia, serif",
    spacing: "1px",
    colour: "rgb(10, 90, 60)",
    radius: "0px",
    heading: "uppercase",
    isShown: true,
  });
  for (const part of [
    "quiz",
    "header",
    "title",
    "progress",
    "page",
    "form",
    "heading",
    "hint",
    "why",
    "options",
    "option",
    "continue",
  ]) {
    assert.ok(parts.includes(part), `${part} is a part`);
  }
}

async function still(me) {
  const shifts = await me.page.evaluate(
    () =>
      new Promise((resolve) => {
        const entries = [];
        new PerformanceObserver((list) => entries.push(...list.getEntries())).observe({
          type: "layout-shift",
          buffered: true,
        });
        requestAnimationFrame(() =>
          requestAnimationFrame(() => resolve(entries.reduce((sum, { value }) => sum + value, 0))),
        );
      }),
  );
  assert.ok(shifts < 0.01, `the page shifts by ${shifts}`);
  await me.answer(me.t("uses.none"));
  await me.go();
  const moving = await me.quiz.evaluate((quiz) => quiz.shadowRoot.getAnimations().length);
  assert.equal(moving, 0);
}
