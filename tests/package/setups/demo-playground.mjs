// The playground: a protocol is checked, tried and screened while it is typed.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../lib/paths.mjs";
import { expectAccessible } from "../result/axe.mjs";
import { untilAllIsKept, whileDemo } from "../result/demo.mjs";

export const name = "demo, playground";
export const what = "underlines, worked cases, appointment, next question, state in the link, axe";

const CASES = 4;

export async function run(options) {
  await whileDemo("demo-playground", options, async (open, { requests }) => {
    await open("playground.html", withPlayground(underlines));
    await open("playground.html", withPlayground(cases));
    await open("playground.html", withPlayground(moves));
    await open("playground.html", withPlayground(intake));
    await open("playground.html", withPlayground(looksRight));
    await open("playground.html", withPlayground(restores));
    await open("playground.html", withPlayground(shipped));
    await open(
      "playground.html",
      withPlayground((me, tab) => isQuiet(tab, requests)),
    );
    await open(
      "playground.html#damaged",
      withPlayground((me) => me.says("said", "damaged")),
    );
  });
}

const withPlayground = (read) => async (tab) => {
  const text = (id) => tab.locator(`#${id}`).textContent();
  const says = (id, words) => tab.locator(`#${id}`).filter({ hasText: words }).waitFor();
  const protocol = tab.locator("#protocol");
  const replace = async (from, to) => {
    const before = await protocol.inputValue();
    assert.ok(before.includes(from), from);
    await protocol.fill(before.replace(from, to));
  };
  const underlined = (kind) =>
    tab.evaluate((highlight) => {
      const ranges = [...(CSS.highlights.get(highlight) ?? [])];
      return ranges.map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset));
    }, `prescreen-${kind}`);
  await says("tally", `${CASES} passed`);
  await says("glance", "deferred");
  return read({ text, says, protocol, replace, underlined }, tab);
};

async function underlines({ says, protocol, replace, underlined }, tab) {
  await says("verdict", "No problems.");
  assert.deepEqual(await underlined("error"), []);
  // Letters outside of the basic plane count twice in a string and four times in UTF-8.
  await replace("# A small protocol", "# 🙂 ñ A small protocol");
  await replace("driver_home is no", "driver_hom is no");
  await replace('of = "lamotrigine"', 'of = "lamotrigne"');
  await says("verdict", "2 errors");
  assert.deepEqual(await underlined("error"), ["driver_hom", "lamotrigne"]);
  await liesBelowTheText(tab);

  await tab.getByRole("button", { name: "Line 56" }).click();
  const selected = await protocol.evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd));
  assert.equal(selected, "lamotrigne");
  assert.ok(await protocol.evaluate((field) => document.activeElement === field));

  await replace("lamotrigne", "lamotrigine");
  await says("verdict", "1 error");
  assert.deepEqual(await underlined("error"), ["driver_hom"]);
  await replace("driver_hom is no", "driver_home is no");
  await says("verdict", "No problems.");
  assert.deepEqual(await underlined("error"), []);
  assert.equal(await tab.locator("#problems li").count(), 0);
}

/** The underlined copy and the field have the same letters at the same places. */
async function liesBelowTheText(tab) {
  const [copy, field] = await tab.locator("#editor .shown, #protocol").evaluateAll((all) =>
    all.map((one) => {
      const { font, lineHeight, letterSpacing, padding, tabSize, whiteSpace } = getComputedStyle(one);
      const { x, y, width, height } = one.getBoundingClientRect();
      return { font, lineHeight, letterSpacing, padding, tabSize, whiteSpace, x, y, width, height };
    }),
  );
  assert.deepEqual(copy, field);
  const scrolls = await tab.locator("#protocol").evaluate((one) => one.scrollHeight > one.clientHeight);
  assert.ok(!scrolls, "the field does not scroll by itself");
}

async function cases({ text, says, replace }, tab) {
  assert.equal(await tab.locator("#cases .passed").count(), CASES);
  await replace("age = 17", "age = 19");
  await says("tally", "3 passed, 1 failed.");
  const failed = await tab.locator("#cases .failed").textContent();
  assert.ok(failed.includes("seventeen") && failed.includes("expected needs_review"), failed);
  await says("next", "The protocol has errors");
  assert.equal(await text("screening"), "", "no screening of a protocol that is refused");
  await replace("age = 19", "age = 17");
  await says("tally", "4 passed, 0 failed.");
  assert.equal(await tab.locator("#cases .failed").count(), 0);
}

async function moves({ text, says }, tab) {
  assert.equal(JSON.parse(await text("screening")).disposition, "deferred");
  const free = () => tab.locator("#glance .timeline .free").first().boundingBox();
  const [before, label] = [await free(), await tab.locator("#glance .timeline").textContent()];
  await tab.locator("#shift").focus();
  await tab.keyboard.press("ArrowRight");
  await says("shifted", "10:15");
  assert.equal(JSON.parse(await tab.locator("#intake").inputValue()).appointment.start, "2026-05-05T10:15:00-06:00");
  const screening = JSON.parse(await text("screening"));
  assert.equal(screening.disposition, "incomplete", "a minute was missing, and time has passed");
  assert.equal(screening.nextQuestion.question, "driver_home");
  const next = await text("next");
  for (const part of ["Will someone drive you home?", "driver", "action_needed"]) assert.ok(next.includes(part), next);
  assert.notDeepEqual(await free(), before, "the bar has moved");
  assert.notEqual(await tab.locator("#glance .timeline").textContent(), label);
}

async function intake({ text, says }, tab) {
  await tab.locator("#intake").fill("{");
  await says("intake-problem", "not JSON");
  assert.ok(await tab.locator("#shift").isDisabled());
  await tab.locator("#intake").fill('{ "now": "2026-05-05T09:45:00-06:00", "answers": { "agee": 1 } }');
  await says("intake-problem", "answers.agee");
  await tab.locator("#intake").fill('{ "now": "2026-05-05T09:45:00-06:00", "answers": { "age": 17 } }');
  await says("glance", "needs_review");
  assert.equal(await text("intake-problem"), "");
  await tab.locator("#language").selectOption("es");
  await says("result", "Su resultado");
}

async function looksRight({ replace, says }, tab) {
  await tab.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
  await expectAccessible(tab, "the playground");
  await replace("driver_home is no", "driver_hom is no");
  await says("verdict", "1 error");
  await tab.setViewportSize({ width: 320, height: 700 });
  assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  await tab.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(tab, "the playground with an error, dark and narrow");
}

async function restores({ protocol, replace, says }, tab) {
  await replace("How old are you?", "How old are you, 🙂?");
  await tab.locator("#intake").fill('{ "now": "2026-05-05T09:45:00-06:00", "answers": { "medications": [] } }');
  await says("next", "How old are you, 🙂?");
  const [address, text] = [tab.url(), await protocol.inputValue()];
  await tab.waitForLoadState("networkidle");
  await tab.goto("about:blank");
  await tab.goto(address);
  await says("next", "How old are you, 🙂?");
  assert.equal(await protocol.inputValue(), text);

  await tab.locator("#start-from").selectOption("ketamine-iv");
  await tab.getByRole("button", { name: "Load it" }).click();
  await says("said", "Too long for a link");
  assert.equal(new URL(tab.url()).hash, "", "an address that would restore something else");
  assert.ok(await tab.getByRole("button", { name: "Copy a link" }).isDisabled());
}

/** Every protocol that ships can be looked at, and all of its cases hold here too. */
async function shipped({ says }, tab) {
  const folder = join(repository, "protocols");
  for (const file of readdirSync(folder)) {
    const cases = readFileSync(join(folder, file), "utf8").match(/^\[\[cases\]\]$/gm).length;
    await tab.locator("#start-from").selectOption(file.replace(".toml", ""));
    await tab.getByRole("button", { name: "Load it" }).click();
    await says("tally", `${cases} passed, 0 failed.`);
  }
}

/** Typing asks nothing of any server. */
async function isQuiet(tab, requests) {
  await tab.evaluate(untilAllIsKept);
  const before = requests.length;
  await tab.locator("#intake").fill('{ "now": "2026-05-05T09:45:00-06:00", "answers": { "age": 17 } }');
  await tab.locator("#glance").filter({ hasText: "needs_review" }).waitFor();
  // The icon comes whenever the browser has time for it.
  const asked = requests.slice(before).filter((path) => !path.endsWith("/icon.svg"));
  assert.deepEqual(asked, []);
}
