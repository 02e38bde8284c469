// A result as the page shows it: the blocks of an explanation, sorted into the sections of the page. Pure, no DOM.

export function sectionsOf(explanation) {
  const sections = {
    emergency: [],
    outcome: null,
    opening: [],
    notices: [],
    found: null,
    arrange: [],
    possible: null,
    lists: [],
    estimates: [],
    plan: null,
    further: [],
    tell: [],
    advice: null,
    made: [],
  };
  let heading = null;
  for (const { kind, content } of explanation.blocks) {
    if (kind === "heading") {
      heading = { title: content, findings: [], rest: [] };
    } else if (kind === "outcome") {
      sections.outcome = content;
    } else if (kind === "notice") {
      sections.notices.push(content);
    } else if (kind === "aside") {
      sections.made.push(content);
    } else if (kind === "finding") {
      place(content, heading, sections);
    } else if (kind === "list") {
      sections.lists.push(content);
    } else if (kind === "estimate") {
      sections.estimates.push(content);
    } else if (kind === "plan") {
      sections.plan = { title: heading.title, steps: content };
    } else if (heading === null) {
      sections.opening.push(content);
    } else {
      heading.rest.push({ kind, content });
      const isElsewhere = [sections.found, sections.possible, ...sections.further].includes(heading);
      if (!isElsewhere) sections.further.push(heading);
    }
  }
  return sections;
}

function place(finding, heading, sections) {
  const { section, status, contributes } = finding;
  if (section === "emergency" && status === "raised") {
    sections.emergency.push(finding);
  } else if (section === "tell-clinic" && status === "raised") {
    sections.tell.push(finding);
  } else if (status === "raised" && contributes === "action_needed") {
    sections.arrange.push(finding);
  } else {
    const name = status === "possible" ? "possible" : contributes === null ? "advice" : "found";
    sections[name] ??= heading;
    sections[name].findings.push(finding);
  }
}

/**
 * What stands above a finding, and what is left to tell below it. Of what is only possible the label would say too
 * much: the first of the details says how certain it is.
 */
export function labelled({ status, contributes, label, details }) {
  if (contributes === null) return { label: null, details };
  if (status === "raised") return { label, details };
  return { label: details[0], details: details.slice(1) };
}

/** The text of a protocol in a language, or in the nearest that there is. */
export function inLocale(text, locale) {
  return text[locale] ?? text[locale.split("-")[0]] ?? text.en ?? Object.values(text)[0];
}

/** The entries of a screening's plan beside the steps that say them; `entry` is `null` for the treatment. */
export function planEntries(screening, steps) {
  const isBefore = ({ kind }) => kind === "last_use_by" || kind === "avoid_from";
  const before = screening.plan.filter(isBefore);
  const after = screening.plan.filter((entry) => !isBefore(entry));
  const entries = [...before, null, ...after];
  return steps.map((step, i) => ({ step, entry: entries[i] }));
}
