// An import map would be an inline script, which the policy forbids: the path is written out.

import { Protocol } from "./node_modules/prescreen/index.js";
import { compareTiers } from "./tiers.mjs";

const NOW = "2026-05-05T09:45:00-06:00";
const protocol = await Protocol.load("ketamine-iv");
const said = {
  age: 42,
  pregnant: false,
  indications: ["depression"],
  medications: [{ name: "Lamictal", last: "2026-05-04" }],
};
const intakes = [
  { now: NOW, answers: said },
  { now: NOW, answers: { ...said, pregnant: true } },
  { now: NOW },
  { answers: said },
];

let hasEval = true;
try {
  new Function("");
} catch {
  hasEval = false;
}

globalThis.outcome = { hasEval, ...compareTiers(protocol, "page", intakes) };
