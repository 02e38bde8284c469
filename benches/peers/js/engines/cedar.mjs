// @cedar-policy/cedar-wasm: the policies that forbid are the criteria that hold; the set is parsed once.

import { initSync, preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/web";

export const about = {
  id: "cedar",
  package: "@cedar-policy/cedar-wasm",
  title: "cedar-wasm, policies parsed once",
  note: "no loops over lists: the host turns them round (counted)",
  takes: "people",
};

export async function start(host) {
  initSync({ module: await host.bytes("cedar.wasm") });
  return (set) => {
    const name = `set-${set.size}`;
    const parsed = preparsePolicySet(name, { staticPolicies: set.cedar });
    if (parsed.type !== "success") throw new Error(JSON.stringify(parsed.errors));
    return (person) => {
      const answer = statefulIsAuthorized({
        principal: { type: "Person", id: "somebody" },
        action: { type: "Action", id: "treat" },
        resource: { type: "Treatment", id: "infusion" },
        context: context(person),
        preparsedPolicySetId: name,
        entities: [],
      });
      if (answer.type !== "success") throw new Error(JSON.stringify(answer.errors));
      return answer.response.diagnostics.reason;
    };
  };
}

function context({ medications, substances, ...answers }) {
  return { ...answers, ...turned("medications", medications), ...turned("substances", substances) };
}

function turned(list, uses) {
  const hours = {};
  for (const one of uses) hours[one.class] = Math.min(one.hours, hours[one.class] ?? Infinity);
  return {
    [list]: uses.map((one) => one.class),
    [`${list}_ongoing`]: uses.filter((one) => one.ongoing).map((one) => one.class),
    [`${list}_hours`]: hours,
  };
}
