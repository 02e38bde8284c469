// A small protocol with a question of every type.

const text = (en) => ({ en });
const cite = { source: "house", at: "all of it", basis: "clinic policy" };

export const source = {
  id: "sleep-study",
  version: "1.0.0",
  title: text("Sleep study"),
  locales: ["en"],
  reviewed: "2026-01-01",
  review_by: "2036-01-01",
  treatment: { name: text("sleep study"), duration: ["8 h", "10 h"] },
  sources: { house: { title: "House rules", publisher: "Sleep clinic" } },
  questions: [
    { id: "weight", type: "number", ask: text("How much do you weigh?"), min: 20, max: 300.5, unit: "kg" },
    {
      id: "side",
      type: "one",
      ask: text("On which side do you sleep?"),
      options: [
        { id: "left", label: text("Left") },
        { id: "right", label: text("Right") },
      ],
    },
    { id: "nap", type: "time", tense: "past", ask: text("When was your last nap?") },
    { id: "flight", type: "time", tense: "future", ask: text("When is your next flight?") },
  ],
  criteria: [
    { id: "heavy", role: "referral", when: "weight > 200 kg", say: text("The bed carries 200 kg."), cite },
    { id: "left", role: "requirement", when: "side is left", say: text("Bring a pillow."), cite },
    { id: "nap", role: "deferral", washout: { since: "nap", before: "12 h" }, say: text("No naps before."), cite },
    {
      id: "flight",
      role: "requirement",
      washout: { since: "flight", after: "24 h" },
      say: text("No flight after."),
      cite,
    },
  ],
};
