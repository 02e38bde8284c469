// The quiz as a part of an ordinary form, and as an element that a script works with.

import assert from "node:assert/strict";
import { finish, plain, whileQuiz } from "../quiz/open.mjs";

export const name = "quiz, form and properties";
export const what = "required, submit, reset, disabled; presets; another language on the way; two on one page";

export async function run(options) {
  await whileQuiz("quiz-form", options, async (open, { protocol }) => {
    await open({}, (me) => submitted(me, protocol));
    await open({}, resetAndDisabled);
    await open({ answers: JSON.stringify({ age: 17, driver_home: true }) }, presets);
    await open({ answers: JSON.stringify({ aeg: 17 }) }, wrongPreset);
    await open({}, language);
    await open({}, languageOffline, {
      expected: [/^console: .*ERR_INTERNET_DISCONNECTED/, /^request failed: .*es\.js/],
    });
    await open({ lang: "fr" }, otherLanguage);
    await open({ lang: undefined, "page-dir": "rtl" }, inherited);
    await open({}, restored);
    await open({}, (me, { person }) => two(me, person), { page: "two.html" });
  });
}

const formData = (me) => me.page.evaluate(() => Object.fromEntries(new FormData(document.forms[0])));

async function submitted(me, protocol) {
  assert.deepEqual(await formData(me), {}, "nothing is sent of what is not finished");
  await me.page.getByRole("button", { name: "Send to the clinic" }).click();
  assert.ok(!me.page.url().includes("sent.html"), "it waits for the quiz");
  const state = await me.quiz.evaluate((quiz) => ({
    missing: quiz.validity.valueMissing,
    message: quiz.validationMessage,
    focused: quiz.shadowRoot.activeElement?.localName,
    form: quiz.form === document.forms[0],
  }));
  assert.deepEqual(state, { missing: true, message: me.t("error.unfinished"), focused: "h2", form: true });
  await me.walk(plain(me));
  await finish(me);
  const { intake, screening } = JSON.parse((await formData(me)).screening);
  assert.deepEqual(protocol.screen(intake), screening);
  const [request] = await Promise.all([
    me.page.waitForRequest(/sent\.html/),
    me.page.getByRole("button", { name: "Send to the clinic" }).click(),
  ]);
  assert.deepEqual(JSON.parse(new URLSearchParams(request.postData()).get("screening")), { intake, screening });
  await me.page.getByRole("heading", { name: "Sent" }).waitFor();
}

async function resetAndDisabled(me) {
  await me.walk(plain(me));
  await finish(me);
  await me.page.getByRole("button", { name: "Clear the form" }).click();
  assert.equal(await me.asked(), "medications");
  assert.deepEqual(await formData(me), {});
  assert.deepEqual(await me.quiz.evaluate((quiz) => [quiz.result, quiz.intake.answers]), [null, {}]);
  await me.quiz.evaluate((quiz) => quiz.setAttribute("disabled", ""));
  assert.ok(await me.quiz.locator("section").evaluate((section) => section.inert));
  await me.quiz.evaluate((quiz) => quiz.removeAttribute("disabled"));
  await me.answer(me.t("uses.none"));
  await me.quiz.evaluate((quiz) => quiz.removeAttribute("required"));
  assert.ok(await me.quiz.evaluate((quiz) => quiz.checkValidity()));
}

async function presets(me) {
  const { asked } = await me.walk(plain(me));
  assert.ok(!asked.includes("age") && !asked.includes("driver_home"), asked.join());
  await me.quiz.evaluate((quiz) => (quiz.answers = { age: 42 }));
  assert.equal(await me.asked(), "medications", "new answers start again");
  const again = await me.walk(plain(me));
  assert.ok(again.asked.includes("driver_home"));
  const { detail } = await finish(me);
  assert.equal(detail.intake.answers.age, 42);
  await me.button(me.words.text("result.restart")).click();
  assert.deepEqual(await me.quiz.evaluate((quiz) => quiz.intake.answers), { age: 42 });
}

async function wrongPreset(me) {
  const seen = await me.page.evaluate(() => globalThis.events.map(({ type, detail }) => [type, detail.error.name]));
  assert.deepEqual(seen, [["prescreen-error", "IntakeError"]]);
}

/** What was answered stays, and the page that is shown is the same one. */
async function language(me, { tab }) {
  await me.answer(me.t("uses.none"));
  await me.go();
  await me.quiz.evaluate((quiz) => (quiz.lang = "es"));
  await me.quiz.getByRole("button", { name: "Continuar" }).waitFor();
  const substances = me.questions.find(({ id }) => id === "substances");
  assert.equal(await me.heading(), substances.ask.es);
  assert.equal(await tab.locator("prescreen-quiz section").first().getAttribute("lang"), "es");
  assert.deepEqual(await me.quiz.evaluate((quiz) => quiz.intake.answers), { medications: [] });
}

/** Without a network the other words cannot come: the quiz goes on in the language that it has. */
async function languageOffline(me) {
  await me.goOffline();
  await me.quiz.evaluate((quiz) => (quiz.lang = "es"));
  await me.page.waitForFunction(() => globalThis.events.length > 0);
  const seen = await me.page.evaluate(() => globalThis.events.map(({ type, detail }) => [type, detail.error.name]));
  assert.deepEqual(seen, [["prescreen-error", "LoadError"]]);
  assert.equal((await me.walk(plain(me))).now, "check");
}

async function otherLanguage(me) {
  assert.equal(
    await me.heading(),
    me.questions.find(({ id }) => id === "medications").ask.en,
    "the language of the page",
  );
}

/** English is English also on a page that is written from right to left. */
async function inherited(me) {
  const section = me.quiz.locator("section").first();
  assert.equal(await section.getAttribute("lang"), "en");
  const direction = () => section.evaluate((node) => getComputedStyle(node).direction);
  assert.equal(await direction(), "ltr");
  await me.quiz.evaluate((quiz) => quiz.setAttribute("dir", "rtl"));
  await me.answer(me.t("uses.none"));
  await me.go();
  assert.equal(await direction(), "rtl", "an attribute of the element has the last word");
}

/** Back from another page, the browser gives the form what was in it. */
async function restored(me) {
  await me.walk(plain(me));
  await finish(me);
  const before = await formData(me);
  await me.quiz.evaluate((quiz) => {
    const value = new FormData(document.forms[0]).get("screening");
    quiz.restart();
    quiz.formStateRestoreCallback(value, "restore");
  });
  assert.equal(await me.asked(), "result");
  assert.deepEqual(await formData(me), before);
}

async function two(me, person) {
  const page = me.page;
  const own = person(page.locator("#own"));
  await own.quiz.locator("form").waitFor();
  own.questions = await own.quiz.evaluate((quiz) => quiz.protocol.questions());
  assert.equal(await own.asked(), "weight");
  assert.equal(await me.asked(), "medications");
  await me.answer(me.t("uses.none"));
  await me.go();
  assert.equal(await own.asked(), "weight", "each goes its own way");

  await own.go();
  assert.ok((await own.error()).includes(own.t("error.number", { min: 20, max: 300.5, unknown: own.t("unknown") })));
  await own.answer("301");
  await own.go();
  assert.ok(await own.quiz.getByRole("alert").isVisible());
  assert.equal(await own.quiz.getByRole("textbox").inputValue(), "301", "what was typed stays");
  await own.answer("80.5-90");
  await own.go();
  assert.equal(await own.asked(), "nap", "a deferral comes before what can be arranged");
  await own.choose(own.t("when.never_event"));
  await own.go();
  assert.equal(await own.asked(), "side");
  await own.choose("Right");
  await own.go();
  assert.equal(await own.asked(), "flight");
  await own.choose(own.t("when.tomorrow"));
  await own.go();
  assert.equal(await own.asked(), "check");
  const keys = await page.evaluate(() => Object.keys(sessionStorage).toSorted());
  assert.deepEqual(keys, ["prescreen-quiz:ketamine-iv", "prescreen-quiz:sleep-study"]);
  await own.button(own.t("check.result")).click();
  const { answers } = await own.quiz.evaluate((quiz) => quiz.result.intake);
  assert.deepEqual(answers.weight, { min: 80.5, max: 90 });
  const sent = await page.evaluate(() => [...new FormData(document.forms[0]).keys()]);
  assert.deepEqual(sent, ["sleep"]);
}
