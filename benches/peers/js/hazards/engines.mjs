// How each engine is asked. Each gives `ask(rule, input)`, which says "through", "stopped" or "unknown", or throws.

import { createRequire } from "node:module";
import { LogicEngine } from "json-logic-engine";
import { Engine } from "json-rules-engine";
import { parse } from "@marcbachmann/cel-js";
import { CompiledRule, initSync } from "@goplasmatic/datalogic/web";

const require = createRequire(import.meta.url);

/** Of a condition that stops the person, or of one that lets the person pass. */
function outcome(rule, holds) {
  if (typeof holds !== "boolean") throw new Error("no answer");
  const passes = "stops" in rule ? !holds : holds;
  return passes ? "through" : "stopped";
}

const said = (rule) => rule.stops ?? rule.passes;

/** For engines without dates the host gives hours, and hands on as it is what it has no time of. */
function withHours({ start, last, ...answers }) {
  if (start === undefined) return answers;
  if (last === undefined || last === null) return last === undefined ? answers : { ...answers, hours: last };
  return { ...answers, hours: (Date.parse(start) - Date.parse(last)) / 3_600_000 };
}

export async function jsonLogic() {
  const engine = new LogicEngine();
  return (rule, input) => outcome(rule, engine.build(said(rule))(withHours(input)));
}

export const jsonRules = () => rulesEngine({});
export const jsonRulesUndefined = () => rulesEngine({ allowUndefinedFacts: true });

async function rulesEngine(options) {
  return async (rule, input) => {
    const engine = new Engine([{ conditions: said(rule), event: { type: "holds" } }], options);
    const { events } = await engine.run(withHours(input));
    return outcome(rule, events.length > 0);
  };
}

export async function cel() {
  return (rule, input) => {
    // CEL's whole numbers are BigInt in JavaScript, as its README has them.
    const person = Object.fromEntries(Object.entries(input).map(([key, value]) => [key, whole(value)]));
    return outcome(rule, parse(said(rule))({ person }));
  };
}

const whole = (value) => (Number.isInteger(value) ? BigInt(value) : value);

export async function datalogic(host) {
  initSync({ module: await host.bytes("datalogic.wasm") });
  return (rule, input) => {
    const compiled = new CompiledRule(JSON.stringify(said(rule)), false);
    return outcome(rule, JSON.parse(compiled.evaluate(JSON.stringify(input))));
  };
}

export async function cedar() {
  const { isAuthorized, validate } = require("@cedar-policy/cedar-wasm/nodejs");
  return ({ policies, schema }, input) => {
    const set = { staticPolicies: policies };
    if (schema) {
      const checked = validate({ schema, policies: set });
      if (checked.type !== "success" || checked.validationErrors.length > 0) {
        // A fault of the rule, and no answer of the engine.
        process.stderr.write(`${JSON.stringify(checked)}\n`);
        process.exit(1);
      }
    }
    const answer = isAuthorized({
      principal: { type: "Person", id: "somebody" },
      action: { type: "Action", id: "treat" },
      resource: { type: "Treatment", id: "infusion" },
      context: cedarTimes(input),
      policies: set,
      entities: [],
      ...(schema ? { schema, validateRequest: true } : {}),
    });
    if (answer.type !== "success") throw new Error(JSON.stringify(answer.errors));
    return answer.response.decision === "allow" ? "through" : "stopped";
  };
}

/** Times as Cedar writes them: a call of `datetime`, and no colon in the offset. */
function cedarTimes(input) {
  const time = (value) =>
    typeof value === "string"
      ? { __extn: { fn: "datetime", arg: value.replace(/([+-]\d\d):(\d\d)$/, "$1$2") } }
      : value;
  const times = ["start", "last"].filter((key) => key in input).map((key) => [key, time(input[key])]);
  return { ...input, ...Object.fromEntries(times) };
}

export async function prescreen(host) {
  const { Protocol, loaded } = await host.engine("prescreen-package");
  await loaded(host);
  return (rule, { start, ...answers }) => {
    const protocol = Protocol.from({
      id: "hazards",
      version: "1.0.0",
      title: { en: "Hazards" },
      reviewed: "2026-11-22",
      review_by: "2027-11-22",
      treatment: { name: { en: "treatment" } },
      sources: { hazards: { title: "benches/hazards", publisher: "prescreen" } },
      questions: [{ ...rule.question, ask: { en: "?" } }],
      criteria: [
        {
          ...rule.criterion,
          id: "rule",
          say: { en: "Stopped." },
          cite: { source: "hazards", at: "rules", basis: "clinic policy" },
        },
      ],
    });
    const { disposition } = protocol.screen({ now: start ?? "2026-05-05T10:00:00-04:00", answers });
    if (disposition === "eligible") return "through";
    return disposition === "incomplete" ? "unknown" : "stopped";
  };
}
