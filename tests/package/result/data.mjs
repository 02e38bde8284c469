// A result as the engine gives it, cut down to what the tests look at.

const line = (text) => [{ mark: "plain", text }];
const said = (text) => ({ mark: "said", text });

export const protocol = {
  about: () => ({
    id: "our-clinic",
    title: { en: "Our questions", es: "Nuestras preguntas" },
    treatment: { name: { en: "infusion", es: "infusión" } },
  }),
  questions: () => [{ id: "medications", type: "uses", ask: { en: "Which medicines?", es: "¿Qué medicamentos?" } }],
};

export const words = { text: (key) => key };

export const NAME = "Lamictal, 100 mg; \\ “día” 🙂";

export function screeningWith(change = {}) {
  return {
    protocol: { id: "our-clinic", version: "1.0.0", digest: "sha256-0" },
    now: "2026-05-05T09:45:00-06:00",
    appointment: {
      start: { earliest: "2026-05-05T10:00:00-06:00", latest: "2026-05-05T10:00:00-06:00" },
      end: { earliest: "2026-05-05T10:30:00-06:00", latest: "2026-05-05T12:00:00-06:00" },
    },
    plan: [
      {
        kind: "not_before",
        at: { possible: "2026-05-05T16:30:00-06:00", certain: "2026-05-05T18:00:00.250-06:00" },
        subject: NAME,
        criterion: "washout",
      },
      {
        kind: "last_use_by",
        at: { possible: "2026-05-04T22:00:00-06:00", certain: "2026-05-04T21:59:59.750-06:00" },
        subject: NAME,
        criterion: "washout",
      },
      {
        kind: "avoid_until",
        at: { possible: "2026-05-06T10:30:00-06:00", certain: null },
        subject: { en: "Driving", es: "Manejar" },
        criterion: "no-driving",
      },
    ],
    ...change,
  };
}

export const steps = [
  { kind: "last_use_by", text: [said(NAME), ...line(": last use before")], notes: [line("Ask first.")] },
  { kind: null, text: line("infusion"), notes: [] },
  { kind: "not_before", text: [said(NAME), ...line(": next use after")], notes: [] },
  { kind: "avoid_until", text: line("Driving: not until later"), notes: [] },
];

export function finding(criterion, change = {}) {
  const message = line(`message of ${criterion}`);
  const base = { role: "advice", section: null, status: "raised", contributes: null };
  const words = { label: line("label"), message, details: [], sources: [] };
  return { kind: "finding", content: { criterion, ...base, ...words, ...change } };
}

export const heading = (text) => ({ kind: "heading", content: line(text) });
export const paragraph = (text) => ({ kind: "paragraph", content: line(text) });

export const blocks = [
  { kind: "outcome", content: { disposition: "deferred", title: line("It waits."), meaning: line("Ask the clinic.") } },
  paragraph("The wait ends soon."),
  { kind: "notice", content: line("A clinician decides.") },
  heading("Found"),
  finding("washout", { role: "deferral", contributes: "deferred", details: [line("You said so.")] }),
  finding("driver", { role: "requirement", contributes: "action_needed" }),
  heading("Possible"),
  finding("allergy", {
    role: "exclusion",
    status: "possible",
    contributes: "ineligible",
    details: [line("Not certain."), line("You do not know.")],
  }),
  finding("pressure", { status: "possible" }),
  paragraph("Two more."),
  heading("Plan"),
  { kind: "plan", content: steps },
  heading("Missing"),
  { kind: "item", content: line("Allergies?") },
  heading("Good to know"),
  finding("rest-well"),
  finding("tell-all", { section: "tell-clinic" }),
  finding("emergency-signs", { section: "emergency" }),
  finding("thoughts-of-suicide", { section: "emergency" }),
  { kind: "aside", content: line("Made today.") },
];
