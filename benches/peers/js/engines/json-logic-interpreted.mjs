// json-logic-engine without compiling: what is left of it where a page forbids `unsafe-eval`.

import { LogicEngine } from "json-logic-engine";

export const about = {
  id: "json-logic-interpreted",
  package: "json-logic-engine",
  title: "json-logic-engine, interpreted",
  note: "without `eval`",
  takes: "people",
};

export async function start() {
  return (set) => {
    const engine = new LogicEngine();
    return (person) => {
      const raised = [];
      for (const { id, rule } of set.jsonLogic) if (engine.run(rule, person)) raised.push(id);
      return raised;
    };
  };
}
