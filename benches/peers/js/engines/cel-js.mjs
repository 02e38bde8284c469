// @marcbachmann/cel-js: one parsed expression a criterion.

import { parse } from "@marcbachmann/cel-js";

export const about = {
  id: "cel-js",
  package: "@marcbachmann/cel-js",
  title: "@marcbachmann/cel-js",
  note: "numbers in the rules written as doubles, which is what JavaScript gives",
  takes: "people",
};

export async function start() {
  return (set) => {
    const rules = set.cel.map(({ id, expression }) => ({ id, holds: parse(expression) }));
    return (person) => {
      const raised = [];
      for (const { id, holds } of rules) if (holds(person)) raised.push(id);
      return raised;
    };
  };
}
