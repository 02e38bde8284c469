// prescreen's overall answer: an object in, the disposition and the ids out.

import { loaded } from "../prescreen.mjs";

export const about = {
  id: "prescreen-judge",
  package: "prescreen",
  title: "prescreen, object in, disposition and ids out",
  note: "`judge`; reads names and times itself",
  takes: "intakes",
};

export async function start(host) {
  const load = await loaded(host);
  return (set) => {
    const protocol = load(set);
    return (intake) => protocol.judge(intake).raised;
  };
}
