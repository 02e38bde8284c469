// prescreen as people meet it first: an object in, the whole screening out.

import { loaded } from "../prescreen.mjs";

export const about = {
  id: "prescreen",
  package: "prescreen",
  title: "prescreen, object in, whole screening out",
  note: "reads names and times itself; findings with evidence, clearance, plan, next question",
  takes: "intakes",
};

export async function start(host) {
  const load = await loaded(host);
  return (set) => {
    const protocol = load(set);
    return (intake) => {
      const raised = [];
      for (const finding of protocol.screen(intake).findings) {
        if (finding.status === "raised") raised.push(finding.criterion);
      }
      return raised;
    };
  };
}
