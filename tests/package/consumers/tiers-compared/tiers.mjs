// The faster ways of asking, held against the screening: whatever is said, all of them come to the same.

/** Compares every way for some intakes of one protocol; gives how often they agreed, and the first few differences. */
export function compareTiers(protocol, name, intakes) {
  let agreed = 0;
  const different = [];
  const expect = (what, found, screened) => {
    const [a, b] = [JSON.stringify(found), JSON.stringify(screened)];
    if (a === b) agreed += 1;
    else if (different.length < 5) different.push(`${name}, ${what}\nscreened ${b}\nfound    ${a}`);
  };
  const all = protocol.judgeAll(intakes);
  intakes.forEach((intake, place) => {
    const screening = settled(() => protocol.screen(intake));
    expect(
      `screen ${place}`,
      screening,
      settled(() => unpacked(() => protocol.screen(intake))),
    );
    expect(
      `judge ${place}`,
      settled(() => protocol.judge(intake)),
      judgementOf(screening),
    );
    expect(
      `judgeAll ${place}`,
      settled(() => orThrow(all[place])),
      judgementOf(screening),
    );
    // One answer after the other, put into the intake before it.
    const before = intakes[place - 1] ?? { now: intake?.now };
    expect(`resident ${place}`, ...stepwise(protocol, before, intake));
  });
  return { agreed, different };
}

/** What a call gives when nothing can be packed: not where every object has been given a key. */
export function unpacked(call) {
  Object.defineProperty(Object.prototype, "given", { value: 1, configurable: true, enumerable: true });
  try {
    return call();
  } finally {
    delete Object.prototype.given;
  }
}

/** What a resident intake comes to while the answers of another are put into it, and what a new one comes to each time. */
function stepwise(protocol, before, intake) {
  const found = [];
  const screened = [];
  let resident;
  try {
    resident = protocol.resident(before);
  } catch (error) {
    return [error.diagnostics, settled(() => protocol.screen(before))];
  }
  const answers = { ...before.answers };
  const look = () => {
    const screening = protocol.screen({ ...before, answers });
    found.push(resident.step(), resident.judge());
    screened.push(stepOf(screening), judgementOf(screening));
  };
  const said = readable(intake);
  for (const question of new Set([...Object.keys(answers), ...Object.keys(said)])) {
    const answer = said[question];
    const step = settled(() => (answer === undefined ? resident.remove(question) : resident.set(question, answer)));
    const old = answers[question];
    if (answer === undefined) delete answers[question];
    else answers[question] = answer;
    const anew = settled(() => stepOf(protocol.screen({ ...before, answers })));
    found.push(step);
    screened.push(anew);
    // What was refused changed nothing.
    if (!Array.isArray(step)) continue;
    if (old === undefined) delete answers[question];
    else answers[question] = old;
  }
  look();
  found.push(resident.screen().findings, resident.intake().answers);
  screened.push(
    protocol.screen({ ...before, answers }).findings,
    protocol.resident({ ...before, answers }).intake().answers,
  );
  return [found, screened];
}

/** The answers of an intake, if they can be read at all. */
function readable(intake) {
  try {
    return { ...intake.answers };
  } catch {
    return {};
  }
}

function stepOf({ disposition, worstCase, nextQuestion }) {
  if (nextQuestion === null) return { disposition, worstCase, next: null };
  const { question, item, ask } = nextQuestion;
  return { disposition, worstCase, next: item === undefined ? { question, ask } : { question, ask, item } };
}

function judgementOf(screening) {
  if (Array.isArray(screening)) return screening;
  const { disposition, worstCase, findings } = screening;
  const ids = (status) => findings.filter((one) => one.status === status).map((one) => one.criterion);
  return { disposition, worstCase, raised: ids("raised"), possible: ids("possible") };
}

function orThrow(result) {
  if (result instanceof Error) throw result;
  return result;
}

/** What a call gives; the diagnostics with which an intake is refused. */
function settled(call) {
  try {
    return call();
  } catch (error) {
    if (error.name !== "IntakeError") throw error;
    return error.diagnostics;
  }
}
