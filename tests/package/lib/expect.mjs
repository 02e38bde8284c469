// What every set-up must give: the golden screening of the corpus, byte for byte; one clear error for a slip; and the
// same screening after it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { corpus } from "./paths.mjs";

const golden = JSON.parse(
  readFileSync(join(corpus, "accepted", "ketamine-iv", "design-example.screening.json"), "utf8"),
);

export function expectScreened({ screening, mistake, again }) {
  assert.equal(screening.disposition, "deferred");
  const washout = screening.findings.find((finding) => finding.criterion === "lamotrigine-washout");
  assert.equal(washout?.status, "raised");
  assert.equal(washout.clearance.certainFrom, "2026-05-05T10:01:00-06:00");
  assert.equal(JSON.stringify(screening), JSON.stringify(golden), "the screening is the golden one of the corpus");

  assert.equal(mistake?.name, "IntakeError", "a misspelt question is an error, not a missing answer");
  const place = mistake.diagnostics.find((diagnostic) => diagnostic.path.includes("medication"));
  assert.ok(place, `a diagnostic with the path of the slip in ${JSON.stringify(mistake.diagnostics)}`);
  assert.ok(["unknown-question", "unknown-key"].includes(place.code), place.code);

  assert.deepEqual(again, screening, "the call after a failed one gives the same as the one before");
}

/** For the case in which the engine cannot start: one typed error that a page can act on. */
export function expectLoadError(error) {
  assert.equal(error?.name, "LoadError", JSON.stringify(error));
  assert.ok(error.message.length > 0);
  assert.ok(Array.isArray(error.diagnostics), "every error has a list of diagnostics");
}
