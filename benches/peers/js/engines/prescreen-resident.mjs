// prescreen with an intake that stays in the engine: one answer changed, the new disposition and the next question out.

import { loaded } from "../prescreen.mjs";

export const about = {
  id: "prescreen-resident",
  package: "prescreen",
  title: "prescreen, one answer of a resident intake changed",
  note: "`resident(…).set`; every question in turn but the two lists of drugs; the disposition and the next question out",
  takes: "intakes",
};

export async function start(host) {
  const load = await loaded(host);
  return (set) => {
    const protocol = load(set);
    const screen = (intake) => protocol.resident(intake).judge().raised;
    let resident = null;
    let questions = [];
    let turn = 0;
    screen.timed = (intake) => {
      if (!resident) {
        resident = protocol.resident(intake);
        questions = Object.keys(intake.answers).filter((id) => id !== "medications" && id !== "substances");
      }
      const question = questions[turn++ % questions.length];
      return resident.set(question, intake.answers[question]).disposition;
    };
    return screen;
  };
}
