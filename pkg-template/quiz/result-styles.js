// The look of a result. Colours come from the page's own, so that light, dark and a clinic's brand all hold.

export const resultStyles = `
.result {
  --accent: var(--prescreen-accent, light-dark(#0b5394, #8ab8f0));
  --warn: var(--prescreen-warning, light-dark(#8a5300, #f0b35a));
  --grave: var(--prescreen-error, light-dark(#a4161a, #ff9a93));
  --good: var(--prescreen-good, light-dark(#1d6b3a, #7fcf9c));
  --line: var(--prescreen-border, color-mix(in srgb, currentColor 30%, transparent));
  --soft: color-mix(in srgb, currentColor 6%, transparent);
  --round: var(--prescreen-radius, 0.5rem);
  line-height: 1.5;
  overflow-wrap: anywhere;
}
.result * { box-sizing: border-box; }
.result h2, .result h3 { line-height: 1.25; margin: 0; text-wrap: balance; }
.result h2 { font-size: 1.5em; }
.result h3 { font-size: 1.2em; }
.result h2:focus { outline: none; }
.result p { margin: 0.35em 0 0; }
.result ul, .result ol, .result dl { list-style: none; margin: 0; padding: 0; }
.result section, .result .answers { margin-block-start: 2rem; }
.result .aside, .result .basis, .result .made { font-size: 0.9em; }
.result .made { border-block-start: 1px solid var(--line); margin-block-start: 2rem; padding-block-start: 0.75rem; }
.result cite { font-style: normal; }
.result q { quotes: none; font-style: italic; }
.result .said { font-weight: 600; }

.result .emergency {
  border: 2px solid var(--grave);
  border-radius: var(--round);
  margin-block-start: 1rem;
  padding: 0.75rem 1rem;
}
.result .emergency h3 { color: var(--grave); }
.result .outcome {
  background: var(--soft);
  border-inline-start: 0.5rem solid var(--tone);
  border-radius: var(--round);
  margin-block-start: 1rem;
  padding: 1rem;
}
.result .outcome-title { font-size: 1.4em; }
.result .notice {
  border-block-start: 1px solid var(--line);
  margin-block-start: 0.75rem;
  padding-block-start: 0.75rem;
}
.result, .result .told { --tone: var(--accent); }
.result[data-disposition="eligible"] { --tone: var(--good); }
.result[data-disposition="action_needed"], .result[data-disposition="deferred"] { --tone: var(--warn); }
.result[data-disposition="needs_review"], .result[data-disposition="ineligible"] { --tone: var(--grave); }
.result .action_needed, .result .deferred { --tone: var(--warn); }
.result .needs_review, .result .ineligible { --tone: var(--grave); }

.result .finding {
  border-inline-start: 0.25rem solid var(--tone);
  margin-block-start: 1rem;
  padding-inline-start: 0.75rem;
}
.result .finding.possible { border-inline-start-style: dashed; }
.result .finding > p:first-child { margin: 0; }
.result .label { font-size: 0.9em; }
.result .label strong { color: var(--tone); }
.result .basis { padding-inline-start: 0.75rem; }
.result summary {
  border-radius: var(--round);
  color: var(--accent);
  cursor: pointer;
  min-block-size: 2.75rem;
  padding-block: 0.6rem;
  inline-size: fit-content;
  text-decoration: underline;
}
.result details li { margin-block-start: 0.5rem; }
.result .further li { border-block-start: 1px solid var(--line); padding-block: 0.5rem; margin-block-start: 0.5rem; }

.result :is(.task, .topic), .result .estimate > ul > li {
  border-block-start: 1px solid var(--line);
  margin-block-start: 0.75rem;
  padding-block-start: 0.75rem;
}
.result .task { padding-inline-start: 2rem; position: relative; }
.result .task::before {
  block-size: 1.25rem;
  border: 2px solid;
  border-radius: 0.25rem;
  content: "";
  inline-size: 1.25rem;
  inset-block-start: 1.1rem;
  inset-inline-start: 0;
  line-height: 1rem;
  position: absolute;
  text-align: center;
}
.result .task.done::before { content: "✓" / ""; }
.result .task.possible::before { border-style: dashed; content: "?" / ""; }
.result .task[aria-current]::before { border-color: var(--accent); border-width: 4px; }
.result .total { font-size: 1.2em; }

.result .timeline { display: block; font-size: 0.8125rem; margin-block-start: 1rem; overflow: visible; }
.result .timeline text { fill: currentColor; unicode-bidi: plaintext; }
.result .timeline:dir(rtl) { transform: scaleX(-1); }
.result .timeline:dir(rtl) text { transform: scaleX(-1); transform-box: fill-box; transform-origin: center; }
.result .timeline .strong { font-weight: 600; }
.result .timeline .rule { stroke: var(--line); }
.result .timeline .treatment { fill: var(--accent); opacity: 0.35; }
.result .timeline .free { fill: var(--warn); }
.result .timeline .better { fill: var(--warn); opacity: 0.45; }
.result .timeline .now { stroke: currentColor; stroke-width: 2; }
.result .timeline text.now { stroke: none; }
.result .plan ol { border-inline-start: 2px solid var(--line); margin: 1rem 0 0; margin-inline-start: 0.5rem; }
.result .plan ol li { padding: 0 0 1rem; padding-inline-start: 1.25rem; position: relative; }
.result .plan ol li::before {
  background: var(--warn);
  block-size: 0.75rem;
  border-radius: 50%;
  content: "";
  inline-size: 0.75rem;
  inset-block-start: 0.4em;
  inset-inline-start: calc(-0.375rem - 1px);
  position: absolute;
}
.result .plan ol li.treatment::before { background: var(--accent); border-radius: 0; }
.result .plan ol p:first-child { margin: 0; }

.result .buttons { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-block-start: 1rem; }
.result button {
  background: transparent;
  border: 2px solid var(--accent);
  border-radius: var(--round);
  color: var(--accent);
  cursor: pointer;
  font: inherit;
  font-weight: 600;
  min-block-size: 2.75rem;
  padding: 0.5rem 1rem;
}
.result button:hover { background: var(--soft); }
.result :is(button, summary, textarea):focus-visible {
  outline: 3px solid var(--prescreen-focus, currentColor);
  outline-offset: 2px;
}
.result textarea { display: block; font: inherit; inline-size: 100%; margin-block-start: 0.5rem; padding: 0.5rem; }
.result textarea { background: Field; border: 2px solid var(--line); border-radius: var(--round); color: FieldText; }
.result dl > div { border-block-start: 1px solid var(--line); padding-block: 0.75rem; }
.result dt { font-weight: 600; }
.result button[part="change"] { border: 0; padding: 0; text-decoration: underline; }
.result dd { margin: 0; }

@media (max-width: 30rem) {
  .result .buttons button { inline-size: 100%; text-align: start; }
}
/* What carries meaning is drawn in the colour of the text, whatever a site has chosen. */
@media (prefers-contrast: more) {
  .result { --line: currentColor; --soft: transparent; }
  .result .outcome { border: 2px solid; border-inline-start: 0.75rem solid var(--tone); }
  .result .emergency { border-width: 4px; }
  .result .finding { border-inline-start-width: 0.5rem; }
  .result :is(.emergency h3, .label strong, button, summary) { color: inherit; }
  .result button { border: 3px solid; }
  .result :is(.aside, .basis, .label, .made) { font-size: 1em; }
  .result .timeline :is(.treatment, .better) { opacity: 1; stroke: currentColor; stroke-width: 2; }
  .result .timeline .treatment { fill: none; }
  .result .timeline .better { fill: Canvas; }
  .result .timeline .free { fill: currentColor; }
  .result :is(button, summary, textarea):focus-visible { outline-offset: 3px; outline-width: 4px; }
}
@media (forced-colors: active) {
  .result .timeline .treatment { fill: Highlight; }
  .result .timeline .free { fill: CanvasText; }
  .result .timeline .better { fill: GrayText; }
  .result .timeline text { fill: CanvasText; }
  .result .plan ol li::before { background: CanvasText; forced-color-adjust: none; }
}
@media print {
  .result .keep, .result button, .result details:not([open]) { display: none; }
  .result summary { color: inherit; font-weight: 600; list-style: none; min-block-size: 0; text-decoration: none; }
  .result .emergency, .result .outcome, .result .finding, .result .plan li { break-inside: avoid; }
  .result h3 { break-after: avoid; }
  .result { --accent: #000; --warn: #555; --grave: #000; --good: #000; }
}
`;
