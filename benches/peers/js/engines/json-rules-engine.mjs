// json-rules-engine, with operators of our own for "some item with this class and that".

import { Engine } from "json-rules-engine";

export const about = {
  id: "json-rules-engine",
  package: "json-rules-engine",
  title: "json-rules-engine",
  note: "asynchronous; four operators of our own for conditions over lists",
  takes: "people",
};

export async function start() {
  return (set) => {
    const engine = new Engine(set.jsonRules);
    engine.addOperator("hasAny", (all, any) => all.some((one) => any.includes(one)));
    engine.addOperator("lists", (all, name) => all.some((one) => one.class === name));
    engine.addOperator("listsOngoing", (all, name) => all.some((one) => one.class === name && one.ongoing));
    engine.addOperator("listsWithin", (all, { class: name, hours }) =>
      all.some((one) => one.class === name && one.hours < hours),
    );
    return async (person) => {
      const { events } = await engine.run(person);
      return events.map((event) => event.type);
    };
  };
}
