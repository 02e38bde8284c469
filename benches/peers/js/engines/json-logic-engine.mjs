// json-logic-engine, compiled: one function a criterion, made with `Function`, so not where a page forbids `unsafe-eval`.

import { LogicEngine } from "json-logic-engine";

export const about = {
  id: "json-logic-engine",
  package: "json-logic-engine",
  title: "json-logic-engine, compiled",
  note: "makes functions from text, which a strict Content-Security-Policy forbids",
  takes: "people",
};

export async function start() {
  return (set) => {
    const engine = new LogicEngine();
    const rules = set.jsonLogic.map(({ id, rule }) => ({ id, holds: engine.build(rule) }));
    return (person) => {
      const raised = [];
      for (const { id, holds } of rules) if (holds(person)) raised.push(id);
      return raised;
    };
  };
}
