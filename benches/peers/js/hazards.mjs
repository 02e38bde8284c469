// What gets through, in JavaScript: the rules and the inputs of `benches/hazards`, asked of each engine. See there, and
// `src/hazards` for the engines in Rust.

import { readFile } from "node:fs/promises";
import * as asked from "./hazards/engines.mjs";

const HAZARDS = new URL("../../hazards/", import.meta.url);

/** The languages of `rules.json` that each engine speaks, and what asks it. */
const ENGINES = [
  ["prescreen", ["prescreen"], asked.prescreen],
  ["json-logic-engine", ["json-logic"], asked.jsonLogic],
  ["json-rules-engine", ["json-rules-engine"], asked.jsonRules],
  ["json-rules-engine", ["json-rules-engine-undefined"], asked.jsonRulesUndefined],
  ["@marcbachmann/cel-js", ["cel"], asked.cel],
  ["@goplasmatic/datalogic", ["datalogic"], asked.datalogic],
  ["@cedar-policy/cedar-wasm", ["cedar"], asked.cedar],
];

/** @param host As for `rounds`; the engines are loaded as they are there. */
export async function hazards(host) {
  // Times without an offset are read where the person is, which is kind to whatever leaves them to JavaScript.
  if (process.env.TZ !== "America/New_York") throw new Error("TZ has to be America/New_York");
  const read = async (name) => JSON.parse(await readFile(new URL(name, HAZARDS), "utf8"));
  const cases = await read("cases.json");
  const languages = await read("rules.json");
  const all = [];
  for (const [engine, [language], start] of ENGINES) {
    const ask = await start(host);
    for (const [variant, { source, rules }] of Object.entries(languages[language])) {
      const outcome = async ({ rule, input }) => {
        try {
          return await ask(rules[rule], input, `${language}-${variant}-${rule}`);
        } catch {
          return "error";
        }
      };
      for (const control of cases.controls) {
        const got = await outcome(control);
        if (got !== control.expect) throw new Error(`${engine}, ${variant}: ${control.what} is ${got}`);
      }
      const outcomes = {};
      for (const hazard of cases.hazards) outcomes[hazard.id] = await outcome(hazard);
      const name = language.endsWith("-undefined") ? "documented, `allowUndefinedFacts`" : variant;
      all.push({ engine, language: "JavaScript", variant: name, source, outcomes });
    }
  }
  return all;
}
