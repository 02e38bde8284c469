// @goplasmatic/datalogic in WebAssembly: all criteria in one rule that gives a list, so one call a person, JSON text in and
// out; a call a criterion is five times as slow. The build for the web, since the one for Node of this version cannot be
// imported.

import { CompiledRule, initSync } from "@goplasmatic/datalogic/web";

export const about = {
  id: "datalogic",
  package: "@goplasmatic/datalogic",
  title: "datalogic, WebAssembly",
  note: "JSON text both ways; all criteria in one rule",
  takes: "people",
};

export async function start(host) {
  initSync({ module: await host.bytes("datalogic.wasm") });
  return (set) => {
    const ids = set.jsonLogic.map(({ id }) => id);
    const merged = set.jsonLogic.map(({ rule }) => ({ "!!": [rule] }));
    const rule = new CompiledRule(JSON.stringify(merged), false);
    return (person) => {
      const holds = JSON.parse(rule.evaluate(JSON.stringify(person)));
      return ids.filter((_, place) => holds[place]);
    };
  };
}
