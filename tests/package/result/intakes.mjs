// An intake for each outcome of the ketamine protocol, and hostile text.

const NOTHING_TO_REPORT = {
  age: 42,
  pregnant: false,
  breastfeeding: false,
  allergy: false,
  heart_brain: ["none_of_these"],
  other_conditions: ["none_of_these"],
  medications: [],
  substances: [],
  indications: ["depression"],
  counselor_before: true,
  counselor_during_after: true,
  regular_visits: true,
  driver_home: true,
  emergency_numbers: true,
};

export const HOSTILE = '<img src=x onerror="globalThis.struck = 1">\u202e{name}';

export const answers = {
  eligible: NOTHING_TO_REPORT,
  incomplete: { age: 42 },
  action_needed: { ...NOTHING_TO_REPORT, driver_home: false },
  deferred: {
    ...NOTHING_TO_REPORT,
    medications: [{ name: "Lamictal 100 mg", last: "2026-05-04T22:01:00-06:00", ongoing: true }],
  },
  needs_review: { ...NOTHING_TO_REPORT, age: 16, medications: [{ name: HOSTILE, means: null, last: null }] },
  ineligible: {
    ...NOTHING_TO_REPORT,
    pregnant: true,
    medications: [{ name: "Nardil", last: "2026-04-30T20:00:00-06:00" }],
    substances: [{ name: "beer", last: "2026-05-05" }],
  },
};

export const intakeOf = (outcome) => ({
  now: "2026-05-05T09:45:00-06:00",
  appointment: { start: "2026-05-05T10:00:00-06:00" },
  answers: answers[outcome],
});
