// A page with a quiz, from the installed package, under the strictest policy that the quiz needs.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { visit } from "../lib/browser.mjs";
import { install } from "../lib/install.mjs";
import { whileServed } from "../lib/server.mjs";
import { Person } from "./person.mjs";

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:";
const PATIENCE = 30_000;

export const NOW = "2026-05-05T09:45:00-06:00";

/**
 * Serves the folder of consumers/quiz with the package in it while `work` runs; it gets what opens a page of it. `id` is
 * the protocol that the person knows.
 */
export async function whileQuiz(name, { tarball }, work, id = "ketamine-iv") {
  const folder = await install(name, { tarball, files: ["quiz"] });
  const engine = await import(pathToFileURL(join(folder, "node_modules/prescreen/inline.js")));
  const protocol = await engine.Protocol.load(id);
  const words = { en: await engine.Words.load("en"), es: await engine.Words.load("es") };
  await whileServed(folder, { headers: { "content-security-policy": POLICY } }, async (origin, requests) => {
    const open = (query, read, { page = "", expected } = {}) => {
      const language = query.lang ?? "en";
      const settings = { now: NOW, "time-zone": "America/Denver", ...query };
      const given = Object.entries(settings).filter(([, value]) => value !== undefined);
      const url = `${origin}/${page}?${new URLSearchParams(given)}`;
      const meet = async (tab) => {
        tab.setDefaultTimeout(PATIENCE);
        const person = (quiz) => new Person(quiz, { protocol, words: words[language], language });
        const me = person(tab.locator("prescreen-quiz").first());
        await me.quiz.locator("form, [role=alert]").first().waitFor();
        return read(me, { tab, person, requests });
      };
      return visit(url, { expected, read: meet });
    };
    await work(open, { engine, protocol, words, folder });
  });
}

/** The answers of somebody with nothing to report, as the labels say them. */
export function plain(me, changes = {}) {
  const [yes, no] = [me.t("yes"), me.t("no")];
  const option = (question, id) =>
    me.local(me.questions.find((each) => each.id === question).options.find((each) => each.id === id).label);
  return {
    age: "42",
    pregnant: no,
    breastfeeding: no,
    allergy: no,
    heart_brain: option("heart_brain", "none_of_these"),
    other_conditions: option("other_conditions", "none_of_these"),
    medications: me.t("uses.none"),
    substances: me.t("uses.none"),
    indications: option("indications", "depression"),
    counselor_before: yes,
    counselor_during_after: yes,
    regular_visits: yes,
    driver_home: yes,
    emergency_numbers: yes,
    ...changes,
  };
}

/** To the page that checks the answers, or to a question before it. What the plan does not say of a use is not known. */
export async function toCheck(me, plan, until = "check") {
  for (;;) {
    const { now } = await me.walk(plan);
    if (now === until) return;
    if (now === "settled") {
      await me.button(me.t(until === "check" ? "check.title" : "settled.go-on")).click();
    } else {
      await me.choose(me.t(now.startsWith("ongoing ") ? "unknown" : "when.unknown_past"));
      await me.go();
    }
  }
}

/** From the page that checks the answers, or ends early, to the result; gives what the page around was told. */
export async function finish(me) {
  await me.button(me.t((await me.asked()) === "settled" ? "settled.result" : "check.result")).click();
  return me.page.evaluate(() => globalThis.events.at(-1));
}
