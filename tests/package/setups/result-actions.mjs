// What can be done with a result: the files that are saved, the summary, starting again.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readCalendar } from "../result/ics.mjs";
import { intakeOf } from "../result/intakes.mjs";
import { whileResults } from "../result/open.mjs";

export const name = "result, actions";
export const what = "save as JSON, add to a calendar, copy and where that is refused, start again";

export async function run(options) {
  await whileResults("result-actions", options, async (open) => {
    await open("deferred", {}, saved);
    await open("deferred", { locale: "es" }, calendar);
    await open("deferred", {}, copied);
    await open("deferred", {}, notCopied);
    await open("deferred", {}, async (page) => {
      await page.getByRole("button", { name: "Start again" }).click();
      assert.equal(await page.evaluate(() => globalThis.asked), "restart");
    });
  });
}

async function download(page, name) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

async function saved(page) {
  const { name, text } = await download(page, "Save as a file");
  assert.equal(name, "prescreen-ketamine-iv-2026-05-05.json");
  const { intake, screening } = JSON.parse(text);
  assert.deepEqual(intake, intakeOf("deferred"));
  assert.equal(screening.disposition, "deferred");
  assert.notEqual(await page.getByRole("status").textContent(), "", "it is said that something happened");
}

async function calendar(page) {
  const { name, text } = await download(page, "Agregar el plan a un calendario");
  assert.equal(name, "prescreen-ketamine-iv-2026-05-05.ics");
  const events = readCalendar(text);
  const steps = await page.locator(".plan ol > li > p:first-child").allTextContents();
  assert.deepEqual(
    events.map(({ SUMMARY }) => SUMMARY),
    steps,
    "the same steps as on the page",
  );
  const of = (word) => events.find(({ SUMMARY }) => SUMMARY.startsWith("Lamictal 100 mg") && SUMMARY.includes(word));
  assert.equal(of("último uso").DTSTART, Date.parse("2026-05-04T22:00:00-06:00"));
  assert.equal(of("próximo uso").DTSTART, Date.parse("2026-05-05T18:00:00-06:00"));
  const treatment = events.find(({ DTEND }) => DTEND !== undefined);
  assert.equal(treatment.DTSTART, Date.parse("2026-05-05T10:00:00-06:00"));
  for (const { DESCRIPTION } of events) assert.ok(DESCRIPTION.includes("profesional clínico"), DESCRIPTION);
}

const COPY = { name: "Copy a summary for the clinic" };

async function copied(page) {
  await page.evaluate(() => {
    const clipboard = { writeText: async (text) => (globalThis.clip = text) };
    Object.defineProperty(navigator, "clipboard", { value: clipboard });
  });
  await page.getByRole("button", COPY).click();
  const summary = await page.waitForFunction(() => globalThis.clip);
  for (const part of ["Some time has to pass", "Lamictal 100 mg", "How old are you? 42", "A clinician decides"]) {
    assert.ok((await summary.jsonValue()).includes(part), part);
  }
  assert.equal(await page.locator("textarea").count(), 0);
}

async function notCopied(page) {
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.getByRole("button", COPY).click();
  const area = page.getByLabel("Summary for the clinic");
  const selected = await area.evaluate((one) => one.value.slice(one.selectionStart, one.selectionEnd));
  assert.equal(selected, await area.inputValue(), "all of it is selected");
  assert.ok(selected.includes("Lamictal 100 mg"));
  assert.ok(await area.evaluate((one) => one.getRootNode().activeElement === one), "and has the focus");
}
