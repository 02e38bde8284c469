// The whole quiz by keyboard alone, and what a screen reader is told on the way.

import assert from "node:assert/strict";
import { NOW, plain, whileQuiz } from "../quiz/open.mjs";

export const name = "quiz, keyboard";
export const what =
  "from the first question to the result with keys only; focus order; announcements; names and descriptions";

export async function run(options) {
  await whileQuiz("quiz-keyboard", options, async (open) => {
    await open({ now: NOW }, throughout);
    await open({}, order);
    await open({}, errors);
    await open({}, choices);
  });
}

/** What has the focus: how it is reached by assistive technology. */
function focused(me) {
  return me.page.evaluate(() => {
    let node = document.activeElement;
    while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    return {
      node: node.localName,
      type: node.type,
      text: (node.labels?.[0] ?? node).textContent.trim(),
      isVisible: node.checkVisibility() && node.getBoundingClientRect().height > 0,
      isClear: node.getBoundingClientRect().top >= 0 && node.getBoundingClientRect().top < innerHeight,
    };
  });
}

/** Tabs until something with this text has the focus. */
async function tabTo(me, text) {
  const passed = [];
  for (let i = 0; i < 40; i += 1) {
    await me.page.keyboard.press("Tab");
    const now = await focused(me);
    passed.push(now.text);
    assert.ok(now.isVisible, `${now.text} can be seen while it has the focus`);
    if (now.text === text) return passed;
  }
  throw new Error(`${text} is not reached: ${passed.join(" | ")}`);
}

/** Into a group of radio buttons, and down to the wanted one. */
async function pick(me, text) {
  const { keyboard } = me.page;
  for (let i = 0; i < 40; i += 1) {
    const now = await focused(me);
    if (now.text === text && ["radio", "checkbox"].includes(now.type)) {
      await keyboard.press("Space");
      return;
    }
    await keyboard.press(now.type === "radio" ? "ArrowDown" : "Tab");
  }
  throw new Error(`${text} is not reached`);
}

async function throughout(me) {
  const { keyboard } = me.page;
  const plan = plain(me);
  const asked = [];
  for (;;) {
    const now = await me.asked();
    if (now === "check") break;
    asked.push(now);
    if (asked.length > 1) {
      const { node, text, isClear } = await focused(me);
      assert.equal(node, "h2", "a new page starts at its heading");
      assert.equal(text, await me.heading());
      assert.ok(isClear, "the heading is on the screen");
    }
    if (now === "medications") {
      await pick(me, me.t("uses.some"));
      await tabTo(me, me.t("uses.name"));
      await keyboard.type("lamict");
      await keyboard.press("ArrowDown");
      await keyboard.press("Enter");
      assert.equal(await me.name().inputValue(), "Lamictal");
      await keyboard.press("Enter");
      assert.equal(await me.quiz.getByRole("status").textContent(), me.t("uses.added", { name: "Lamictal", count: 1 }));
      assert.equal((await focused(me)).text, me.t("uses.name"), "ready for the next name");
    } else if (now === "age") {
      await tabTo(me, me.local(me.questions.find(({ id }) => id === "age").ask));
      await keyboard.type(plan.age);
      await keyboard.press("Enter");
      continue;
    } else {
      await pick(me, now in plan ? plan[now] : me.t("when.last_night"));
    }
    await tabTo(me, me.t("continue"));
    await keyboard.press("Enter");
  }
  assert.ok(asked.includes("last Lamictal") && asked.length === 15, asked.join());
  await tabTo(me, me.t("check.result"));
  await keyboard.press("Space");
  assert.equal(await me.asked(), "result");
  const { node, text } = await focused(me);
  assert.equal(node, "h2");
  assert.equal(text, await me.heading());
}

async function order(me) {
  await me.answer(me.t("uses.none"));
  await me.go();
  await me.choose(me.t("uses.some"));
  await me.quiz.locator("h2").focus();
  const passed = await tabTo(me, me.t("continue"));
  const wanted = ["why", "uses.some", "uses.name", "uses.last", "uses.ongoing", "uses.next", "uses.add", "continue"];
  assert.deepEqual(
    passed,
    wanted.map((key) => me.t(key)),
  );
  await me.quiz.locator("h2").focus();
  await me.page.keyboard.press("Shift+Tab");
  assert.equal((await focused(me)).text, me.t("back"));
}

async function errors(me) {
  await me.answer(me.t("uses.none"));
  await me.go();
  await me.answer(me.t("uses.none"));
  await me.go();
  await me.quiz.locator("h2").focus();
  await tabTo(me, me.t("continue"));
  await me.page.keyboard.press("Enter");
  const problem = me.t("error.many", { unknown: me.t("unknown") });
  const { node, text } = await focused(me);
  assert.equal(node, "div", "the summary has the focus");
  assert.ok(text.includes(me.t("error.title")) && text.includes(problem), text);
  await me.page.keyboard.press("Tab");
  await me.page.keyboard.press("Enter");
  assert.equal((await focused(me)).type, "checkbox", "the link leads to the first choice");
  const group = me.quiz.getByRole("group", { name: await me.heading() });
  const described = await group.evaluate((fieldset) =>
    fieldset
      .getAttribute("aria-describedby")
      .split(" ")
      .map((id) => fieldset.getRootNode().getElementById(id).textContent),
  );
  const { hint } = me.questions.find(({ id }) => id === "heart_brain");
  assert.deepEqual(described, [me.local(hint), `${me.t("error.prefix")} ${problem}`]);
  await me.page.keyboard.press("Space");
  await tabTo(me, me.t("continue"));
  await me.page.keyboard.press("Enter");
  assert.equal(await me.quiz.getByRole("alert").count(), 0);
}

/** "None of these" denies the others, and they deny it. */
async function choices(me) {
  await me.answer(me.t("uses.none"));
  await me.go();
  await me.answer(me.t("uses.none"));
  await me.go();
  const boxes = me.quiz.getByRole("checkbox");
  const ticked = () => boxes.evaluateAll((all) => all.flatMap(({ checked }, i) => (checked ? [i] : [])));
  const last = (await boxes.count()) - 1;
  await boxes.nth(0).check();
  await boxes.nth(2).check();
  assert.deepEqual(await ticked(), [0, 2]);
  await boxes.nth(last - 1).check();
  assert.deepEqual(await ticked(), [last - 1]);
  await boxes.nth(last).check();
  assert.deepEqual(await ticked(), [last]);
  await boxes.nth(1).check();
  assert.deepEqual(await ticked(), [1]);
}
