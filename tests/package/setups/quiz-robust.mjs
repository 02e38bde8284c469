// What goes wrong around a quiz: hasty fingers, no network, no storage, a page that moves it about.

import assert from "node:assert/strict";
import { finish, plain, whileQuiz } from "../quiz/open.mjs";

export const name = "quiz, mishaps";
export const what = "double clicks; no request and nothing stored; blocked storage; saved progress; moved about";

export async function run(options) {
  await whileQuiz("quiz-robust", options, async (open) => {
    await open({}, doubleClick);
    await open({}, alone);
    await open({ save: "session" }, saved);
    await open({ save: "session" }, blocked);
    await open({}, moved);
    await open({ protocol: "no-such" }, failure, { expected: [] });
  });
}

async function doubleClick(me) {
  const asked = [];
  const plan = plain(me);
  while ((await me.asked()) !== "check") {
    const now = await me.asked();
    asked.push(now);
    await me.answer(plan[now]);
    await me.button(me.t("continue")).dblclick();
    assert.equal(await me.quiz.getByRole("alert").count(), 0, "the second click is not one on the next page");
  }
  assert.equal(asked.length, 14);
  assert.equal(new Set(asked).size, 14);
  // A held key is many clicks.
  await me.back();
  await me.button(me.t("continue")).focus();
  for (let i = 0; i < 5; i += 1) await me.page.keyboard.down("Enter");
  assert.equal(await me.asked(), "check");
}

/** Once it has loaded, it needs nobody, and leaves nothing behind. */
async function alone(me, { requests }) {
  await me.goOffline();
  const before = requests.length;
  await me.walk(
    plain(me, {
      medications: [{ name: "lamictol" }],
      "meaning lamictol": "lamotrigine",
      "last lamictol": me.t("when.yesterday"),
    }),
  );
  await finish(me);
  assert.equal(requests.length, before);
  const left = await me.page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookie: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    address: location.hash,
    state: history.state,
    loaded: performance.getEntriesByType("resource").filter(({ name }) => !name.startsWith(location.origin)).length,
  }));
  assert.deepEqual(left, {
    local: 0,
    session: 0,
    cookie: "",
    databases: 0,
    caches: 0,
    address: "",
    state: null,
    loaded: 0,
  });
}

async function saved(me) {
  const stored = () => me.page.evaluate(() => Object.keys(sessionStorage));
  const shown = () => me.quiz.locator("h2").first().waitFor();
  await me.answer([{ name: "Nardil" }]);
  await me.go();
  const now = await me.asked();
  assert.deepEqual(await stored(), ["prescreen-quiz:ketamine-iv"]);
  await me.page.reload();
  await shown();
  assert.equal(await me.asked(), now);
  await me.back();
  assert.equal(await me.quiz.getByRole("listitem").count(), 1);
  const { now: after } = await me.walk({
    ...plain(me),
    medications: me.t("uses.none"),
  });
  assert.equal(after, "check");
  await finish(me);
  assert.deepEqual(await stored(), [], "nothing is left once it is finished");
  await me.back();
  assert.equal((await stored()).length, 1);
  await me.quiz.evaluate((quiz) => quiz.restart());
  await me.answer(me.t("uses.none"));
  await me.go();
  await me.page.evaluate(() => sessionStorage.setItem("prescreen-quiz:ketamine-iv", "{ not JSON"));
  await me.page.reload();
  await shown();
  assert.equal(await me.quiz.evaluate((quiz) => Object.keys(quiz.intake.answers).length), 0);
}

async function blocked(me) {
  await me.page.addInitScript(() => {
    Object.defineProperty(globalThis, "sessionStorage", {
      get() {
        throw new DOMException("The operation is insecure.", "SecurityError");
      },
    });
  });
  await me.page.reload();
  await me.quiz.locator("h2").first().waitFor();
  await me.walk(plain(me));
  const { detail } = await finish(me);
  assert.equal(detail.screening.disposition, "eligible");
}

async function moved(me) {
  await me.answer(me.t("uses.none"));
  await me.go();
  const now = await me.asked();
  await me.choose(me.t("uses.some"));
  await me.name().fill("bee");
  await me.quiz.evaluate((quiz) => {
    globalThis.kept = quiz;
    quiz.remove();
  });
  assert.equal(await me.page.locator("prescreen-quiz").count(), 0);
  await me.page.evaluate(() => document.querySelector("main").prepend(globalThis.kept));
  assert.equal(await me.asked(), now);
  assert.equal(await me.name().inputValue(), "bee", "even what was not finished");
  await me.back();
  assert.ok(await me.quiz.getByLabel(me.t("uses.none"), { exact: true }).isChecked());
}

async function failure(me) {
  const seen = await me.page.evaluate(() => globalThis.events.map(({ type, detail }) => [type, detail.error.name]));
  assert.deepEqual(seen, [["prescreen-error", "LoadError"]]);
  assert.ok(await me.button("Try again").isVisible());
  await me.quiz.evaluate((quiz) => quiz.setAttribute("protocol", "ketamine-iv"));
  await me.quiz.locator("form").waitFor();
  assert.equal(await me.asked(), "medications");
}
