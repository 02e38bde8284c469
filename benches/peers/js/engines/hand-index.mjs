// Rules as data without an engine, found by the class that they mention: what an index buys.

export const about = {
  id: "hand-index",
  title: "written by hand, indexed by class",
  note: "what an index buys; the limit at 180 and 1,800",
  takes: "people",
};

export async function start() {
  return (set) => index(set.rules);
}

function index(rules) {
  const byClass = { medications: new Map(), substances: new Map() };
  const others = [];
  rules.forEach(({ id, about, second }, place) => {
    if (!about) {
      others.push({ id, second });
      return;
    }
    const found = byClass[about.list].get(about.class) ?? [];
    found.push({ id, place, test: about, second });
    byClass[about.list].set(about.class, found);
  });
  const seen = new Uint32Array(rules.length);
  let turn = 0;
  return (person) => {
    turn += 1;
    const raised = [];
    for (const { id, second } of others) if (answered(second, person)) raised.push(id);
    for (const list of ["medications", "substances"]) {
      for (const one of person[list]) {
        const found = byClass[list].get(one.class);
        if (!found) continue;
        for (const rule of found) {
          if (seen[rule.place] === turn || !holds(rule.test, one)) continue;
          if (!answered(rule.second, person)) continue;
          seen[rule.place] = turn;
          raised.push(rule.id);
        }
      }
    }
    return raised;
  };
}

function holds(test, one) {
  if (test.hours !== undefined) return one.hours < test.hours;
  return test.ongoing ? one.ongoing : true;
}

function answered(conditions, person) {
  return conditions.every(({ question, is, below, any }) => {
    const answer = person[question];
    if (is !== undefined) return answer === is;
    if (below !== undefined) return answer < below;
    return answer.some((one) => any.includes(one));
  });
}
