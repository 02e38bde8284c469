// How the quiz sits on a page: wide and narrow, in the page's own fonts and colours, without a jump.

import assert from "node:assert/strict";
import { finish, plain, toCheck, whileQuiz } from "../quiz/open.mjs";

export const name = "quiz, looks";
export const what =
  "320 px (zoom 400 %) to desktop, both directions; fonts, properties and parts; targets; more contrast; no shift, no motion";

export async function run(options) {
  await whileQuiz("quiz-looks", options, async (open) => {
    for (const width of [320, 390, 1280]) {
      for (const dir of ["ltr", "rtl"]) await open({ dir, lang: width === 320 ? "es" : "en" }, (me) => fits(me, width));
    }
    await open({}, themed);
    await open({}, contrast);
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

/** Who asks for more contrast gets it, also where a site has chosen faint colours. */
async function contrast(me) {
  await me.page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("prescreen-quiz { --prescreen-border: #ddd; --prescreen-accent: #777; --prescreen-focus: #ddd }");
    document.adoptedStyleSheets.push(sheet);
  });
  const option = { selector: ".option", of: ["borderTopColor", "borderTopWidth"] };
  const link = { selector: "summary", of: ["color"] };
  const ring = { selector: "input[role=combobox]", of: ["outlineColor", "outlineWidth"] };
  const look = async (...wanted) => {
    await me.name().focus();
    return me.quiz.evaluate(
      (quiz, all) =>
        all.flatMap(({ selector, of }) => {
          const style = getComputedStyle(quiz.shadowRoot.querySelector(selector));
          return of.map((property) => style[property]);
        }),
      wanted,
    );
  };
  const [faint, grey, black] = ["rgb(221, 221, 221)", "rgb(119, 119, 119)", "rgb(0, 0, 0)"];
  const control = { selector: "button.secondary", of: ["borderTopColor", "color"] };
  await me.choose(me.t("uses.some"));
  assert.deepEqual(await look(option, link, ring), [grey, "1px", grey, faint, "3px"]);
  await me.page.emulateMedia({ contrast: "more" });
  assert.deepEqual(await look(option, link, ring, control), [black, "2px", black, black, "4px", black, black]);
  const field = { selector: "input[role=combobox]", of: ["borderTopColor", "borderTopWidth"] };
  assert.deepEqual(await look(field), [black, "3px"]);
  await me.page.emulateMedia({ contrast: "more", colorScheme: "dark" });
  const white = "rgb(255, 255, 255)";
  assert.deepEqual(await look(option, link, ring), [white, "2px", white, white, "4px"]);
  await me.page.emulateMedia({ contrast: "more", colorScheme: "light" });

  await me.answer([{ name: "Lamictal", last: me.t("when.this_morning") }]);
  await toCheck(me, plain(me));
  await finish(me);
  const result = [
    { selector: ".result .outcome", of: ["borderTopColor", "borderTopWidth"] },
    { selector: ".result .emergency", of: ["borderTopWidth"] },
    { selector: ".result .finding", of: ["borderInlineStartWidth"] },
    { selector: ".result .keep button", of: ["color", "borderTopColor"] },
    { selector: ".result .timeline .free", of: ["fill"] },
    { selector: ".result .timeline .treatment", of: ["stroke", "opacity"] },
  ];
  const seen = await me.quiz.evaluate((quiz, all) => {
    return all.flatMap(({ selector, of }) => {
      const style = getComputedStyle(quiz.shadowRoot.querySelector(selector));
      return of.map((property) => style[property]);
    });
  }, result);
  assert.deepEqual(seen, [black, "2px", "4px", "8px", black, black, black, black, "1"]);
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
