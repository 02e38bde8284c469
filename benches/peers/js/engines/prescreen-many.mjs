// prescreen's overall answer for many intakes at once.

import { loaded } from "../prescreen.mjs";

export const about = {
  id: "prescreen-many",
  package: "prescreen",
  title: "prescreen, a thousand objects in, dispositions and ids out",
  note: "`judgeAll`; the time of one",
  takes: "intakes",
};

export async function start(host) {
  const load = await loaded(host);
  return (set) => {
    const protocol = load(set);
    const screen = (intake) => protocol.judge(intake).raised;
    screen.all = (intakes) => protocol.judgeAll(intakes);
    return screen;
  };
}
