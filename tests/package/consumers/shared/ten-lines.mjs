// What every set-up does with the package, wherever it runs. The intake is the one of the corpus, `design-example`.

const intake = {
  now: "2026-05-05T09:45:00-06:00",
  appointment: { start: "2026-05-05T10:00:00-06:00", end: "2026-05-05T11:00:00-06:00" },
  answers: {
    age: 42,
    indications: ["depression"],
    pregnant: null,
    medications: [
      { name: "Lamictal 100 mg", last: "2026-05-04T22:01:00-06:00", ongoing: true },
      { name: "percs", last: { latest: "2026-05-05T02:00:00-06:00" }, next: "2026-05-05T12:00:00-06:00" },
    ],
    substances: [],
  },
};

/** Load, screen, slip, screen again; a result that a page can post or print. */
export async function tenLines({ Protocol }) {
  const protocol = await Protocol.load("ketamine-iv");
  const screening = protocol.screen(intake);
  const mistake = caught(() => protocol.screen({ ...intake, answers: { medication: [] } }));
  const again = protocol.screen(intake);
  return structuredClone({ screening, mistake, again });
}

function caught(call) {
  try {
    call();
    return null;
  } catch (error) {
    return { name: error.name, message: error.message, diagnostics: error.diagnostics };
  }
}
