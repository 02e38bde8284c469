// The demo's pages for visitors of a clinic: the quiz as a clinic embeds it, and a form that it is a field of.

import assert from "node:assert/strict";
import { expectAccessible } from "../result/axe.mjs";
import { whileDemo } from "../result/demo.mjs";
import { answers } from "../result/intakes.mjs";

export const name = "demo, pages";
export const what =
  "from a folder of a site, strict policy; axe, 320 px, dark; the form waits for the quiz, then has it";

export async function run(options) {
  await whileDemo("demo-pages", options, async (open) => {
    for (const [page, question] of [
      ["index.html", "Which medicines"],
      ["es.html", "Qué medicamentos"],
      ["intake.html", "Which medicines"],
    ]) {
      await open(page, (tab) => looksRight(tab, page, question));
    }
    await open("index.html", navigates);
    await open("intake.html", submits);
  });
}

async function looksRight(tab, page, question) {
  await tab.locator("prescreen-quiz h2", { hasText: question }).waitFor();
  await expectAccessible(tab, page);
  await tab.setViewportSize({ width: 320, height: 700 });
  assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= 320, `${page} fits a small phone`);
  await tab.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(tab, `${page}, dark and narrow`);
}

/** Every link of the site leads somewhere, also in a folder. */
async function navigates(tab) {
  const links = await tab.locator("nav a").evaluateAll((all) => all.map((link) => link.href));
  assert.ok(links.length >= 4);
  for (const link of links) {
    // A request that is cut off by leaving would count as failed.
    await tab.waitForLoadState("networkidle");
    const response = await tab.goto(link);
    assert.equal(response.status(), 200, link);
    assert.equal(await tab.locator('nav a[aria-current="page"]').count(), 1, link);
  }
  await tab.waitForLoadState("networkidle");
}

async function submits(tab) {
  await tab.locator("prescreen-quiz h2").waitFor();
  await tab.getByLabel("Your name").fill("Ana <b>");
  const send = tab.getByRole("button", { name: "Send", exact: true });
  await send.click();
  assert.ok(!(await tab.locator("#sent").isVisible()), "not before the questions are answered");
  assert.equal(await tab.locator("prescreen-quiz").evaluate((quiz) => quiz.validity.valueMissing), true);

  await tab.getByLabel("When would you like to come?").fill("2027-05-05T10:00");
  await tab.locator("prescreen-quiz").evaluate((quiz, given) => {
    quiz.answers = given;
  }, answers.eligible);
  await tab.getByRole("button", { name: "See the result" }).click();
  await tab.locator("prescreen-quiz article").waitFor();
  await send.click();
  await tab.locator("#sent").waitFor();
  const { person, appointment, screening } = JSON.parse(await tab.locator("#json").textContent());
  assert.equal(person, "Ana <b>");
  assert.equal(appointment, "2027-05-05T10:00");
  assert.equal(screening.screening.disposition, "eligible");
  assert.equal(screening.intake.appointment.start.slice(0, 16), "2027-05-05T10:00", "the time went into the quiz");
  assert.deepEqual(screening.intake.answers, answers.eligible);
  await expectAccessible(tab, "the form that was sent");
}
