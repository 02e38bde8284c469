// The page of a result: every outcome, both languages, narrow and dark, printed.

import assert from "node:assert/strict";
import { expectAccessible } from "../result/axe.mjs";
import { HOSTILE, answers } from "../result/intakes.mjs";
import { whileResults } from "../result/open.mjs";

export const name = "result, pages";
export const what = "each outcome in both languages: axe, what comes first, 320 px, dark, right to left, print";

const HELP = { en: "911", es: "911" };

export async function run(options) {
  await whileResults("result-pages", options, async (open) => {
    for (const locale of ["en", "es"]) {
      for (const outcome of Object.keys(answers)) {
        await open(outcome, { locale }, async (page, disposition) => {
          assert.equal(disposition, outcome);
          await expectAccessible(page, `${outcome} in ${locale}`);
          await helpComesFirst(page, locale);
          await saysNoMoreThanItMay(page);
          await fits(page, outcome);
        });
      }
    }
    await open("deferred", {}, wholeResult);
    await open("needs_review", {}, staysText);
    await open("deferred", { dir: "rtl" }, mirrored);
    await open("ineligible", {}, printed);
  });
}

async function helpComesFirst(page, locale) {
  const first = await page.locator("article section").first().textContent();
  assert.ok(first.includes(HELP[locale]), first);
  const notice = page.locator(".notice");
  assert.ok((await notice.count()) > 0 && (await notice.first().isVisible()), "what has to be shown is shown");
}

async function saysNoMoreThanItMay(page) {
  const text = await page.locator("article").textContent();
  assert.ok(!/\b(safe|cleared|seguro|segura)\b/i.test(text), "a pre-screen promises nothing");
}

async function fits(page, outcome) {
  await page.setViewportSize({ width: 320, height: 800 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 320, `${outcome} is ${width} px wide on a screen of 320`);
  const texts = await page
    .locator(".timeline text")
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
  for (const { left, right } of texts) assert.ok(left >= 0 && right <= 320, "every text of the drawing is whole");
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page, `${outcome}, dark and narrow`);
}

/** What it rests on, its source, from when, and the plan as a list and as a drawing that says the same. */
async function wholeResult(page) {
  const finding = page.locator('[data-criterion="lamotrigine-washout"]').first();
  const text = await finding.textContent();
  for (const part of ["Lamictal 100 mg", "10:01", "Wyoming Wellness Center"]) assert.ok(text.includes(part), part);
  assert.ok(!(await finding.locator("details cite").first().isVisible()), "a source waits until it is asked for");
  await finding.locator("summary").click();
  assert.ok(await finding.locator("details cite").first().isVisible());
  assert.ok((await page.locator(".outcome").textContent()).includes("10:01"), "from when stands at the top");
  const steps = await page.locator(".plan ol > li").allTextContents();
  const drawn = await page.locator(".timeline text").allTextContents();
  for (const subject of drawn.filter((one) => one.startsWith("Lamictal"))) {
    assert.ok(
      steps.some((step) => step.startsWith(subject)),
      subject,
    );
  }
  assert.ok(drawn.includes("Lamictal 100 mg") && drawn.some((one) => one.includes("10:00")), drawn.join(", "));
  assert.equal(steps.filter((step) => step.startsWith("Lamictal")).length, 2);
  assert.equal(await page.locator(".timeline").getAttribute("aria-hidden"), "true");
  await page.locator(".answers summary").click();
  await page.getByRole("button", { name: "Change: How old are you?" }).click();
  assert.equal(await page.evaluate(() => globalThis.asked), "age");
}

async function staysText(page) {
  assert.ok((await page.locator("article").textContent()).includes(HOSTILE));
  assert.equal(await page.locator("article img").count(), 0);
  assert.equal(await page.evaluate(() => globalThis.struck), undefined);
}

async function mirrored(page) {
  const box = (name) => page.locator(".timeline text", { hasText: name }).first().boundingBox();
  const drawing = await page.locator(".timeline").boundingBox();
  const label = await box("Lamictal");
  assert.ok(Math.abs(label.x + label.width - (drawing.x + drawing.width)) < 3, "names stand at the right edge");
  const treatment = await page.locator(".timeline rect.treatment").first().boundingBox();
  const now = await page.locator(".timeline line.now").boundingBox();
  assert.ok(now.x > treatment.x + treatment.width / 2, "time runs to the left");
}

/** A clean page: the result alone, without buttons, with its sources. */
async function printed(page) {
  await page.evaluate(() => {
    globalThis.print = () => (globalThis.wasPrinted = true);
  });
  const folded = () => page.locator("details:not([open])").count();
  const before = await folded();
  await page.getByRole("button", { name: "Print" }).click();
  assert.equal(await page.evaluate(() => globalThis.wasPrinted), true);
  await page.emulateMedia({ media: "print" });
  for (const gone of ["button", "body > header", "h1", "textarea"]) {
    for (const one of await page.locator(gone).all()) assert.ok(!(await one.isVisible()), `${gone} is not printed`);
  }
  for (const there of [".outcome", ".emergency", ".plan ol", ".timeline", ".finding cite", ".notice"]) {
    assert.ok(await page.locator(there).first().isVisible(), `${there} is printed`);
  }
  const [picture, pdf] = [await page.screenshot({ fullPage: true }), await page.pdf()];
  assert.ok(picture.length > 10_000 && pdf.length > 10_000);
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await folded(), before, "what was folded away is so again");
  assert.ok(await page.locator("body > header").isVisible(), "the page is as it was");
}
