// A result as plain text, for a message to the clinic.

import { lineText } from "../format.js";
import { inLocale, labelled } from "./result-sections.js";

export function summaryOf({ explanation, sections, protocol, words, locale, timeZone }) {
  const written = (line) => lineText(line, { locale, timeZone });
  const item = (text) => `- ${text}`;
  const findings = (list) =>
    list.flatMap(({ message, ...rest }) => {
      const { label, details } = labelled(rest);
      const title = label === null ? "" : `${written(label)}${rest.status === "raised" ? ":" : ""} `;
      return [item(`${title}${written(message)}`), ...details.map((line) => `  ${written(line)}`)];
    });
  const task = ({ label, state, finding }) =>
    label === null
      ? findings([finding])
      : [item([label, state].filter(Boolean).map(written).join(" – "))].concat(
          finding === null ? [] : `  ${written(finding.message)}`,
        );
  const line = ({ label, amount, notes }) => [
    item(`${written(label)}: ${written(amount)}`),
    ...notes.map((note) => `  ${written(note)}`),
  ];
  const part = (title, lines) => (lines.length === 0 ? [] : ["", title, ...lines]);
  const { outcome, opening, notices, found, arrange, possible, lists, estimates, plan, further, made } = sections;
  const asks = new Map(protocol.questions().map(({ id, ask }) => [id, inLocale(ask, locale)]));
  const steps = plan === null ? [] : plan.steps;
  const lines = [
    inLocale(protocol.about().title, locale),
    ...[outcome.title, outcome.meaning, ...opening, ...notices].map(written).filter(Boolean),
    ...part(found && written(found.title), findings(found?.findings ?? [])),
    ...part(words.text("result.arrange"), findings(arrange)),
    ...part(possible && written(possible.title), findings(possible?.findings ?? [])),
    ...lists.flatMap(({ title, items }) => part(written(title), items.flatMap(task))),
    ...estimates.flatMap(({ title, total, notes, lines }) =>
      part(written(title), [total, ...notes].map(written).concat(lines.flatMap(line))),
    ),
    ...part(
      plan && written(plan.title),
      steps.map(({ text }) => item(written(text))),
    ),
    ...further.flatMap(({ title, rest }) =>
      part(
        written(title),
        rest.map(({ content }) => item(written(content))),
      ),
    ),
    ...part(
      words.text("result.answers"),
      explanation.answers.map(({ question, text }) => item(`${asks.get(question)} ${written(text)}`)),
    ),
    "",
    ...made.map(written),
  ];
  return `${lines.join("\n")}\n`;
}
