// The look of the quiz. Fonts and colours come from the page around it; `light-dark()` follows the page's own
// `color-scheme`. A page changes the rest by `--prescreen-*` properties and by `::part()`.

export const styles = `
:host {
  --accent: var(--prescreen-accent, light-dark(#0b5394, #8ab8f0));
  --on-accent: var(--prescreen-on-accent, light-dark(#fff, #10202f));
  --problem: var(--prescreen-error, light-dark(#a4161a, #ff9a93));
  --focus: var(--prescreen-focus, currentColor);
  --line: var(--prescreen-border, color-mix(in srgb, currentColor 55%, transparent));
  --soft: color-mix(in srgb, currentColor 7%, transparent);
  --round: var(--prescreen-radius, 0.5rem);
  --space: var(--prescreen-space, 1rem);
  display: block;
  max-inline-size: var(--prescreen-width, 40rem);
}
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.hidden {
  block-size: 1px; clip-path: inset(50%); inline-size: 1px; overflow: hidden; position: absolute; white-space: nowrap;
}
.quiz {
  line-height: 1.5;
  min-block-size: var(--prescreen-min-height, 24rem);
  overflow-wrap: anywhere;
  position: relative;
}
/* So that what stands below is not pushed down before one's eyes. */
.quiz[aria-busy] { min-block-size: 100vh; }
.quiz[inert] { opacity: 0.6; }

h2 { font-size: 1.5em; line-height: 1.25; margin: 0 0 0.5rem; scroll-margin-block-start: 7rem; text-wrap: balance; }
h2:focus { outline: none; }
p { margin: 0 0 0.75rem; }
fieldset { border: 0; margin: 0; min-inline-size: 0; padding: 0; }
legend { display: contents; }
.hint { font-size: 0.95em; margin-block-end: 0.75rem; }
.name { font-weight: 600; }

.top {
  align-items: baseline; display: grid; grid-template-columns: 1fr auto; margin-block-end: calc(1.5 * var(--space));
}
.title { font-size: 0.95em; grid-column: 1 / -1; margin: 0 0 0.25rem; }
.count { grid-column: 2; grid-row: 2; margin: 0; text-align: end; }
.back { grid-column: 1; grid-row: 2; justify-self: start; }
.back::before {
  border: solid; border-width: 0 0 2px 2px; block-size: 0.5em; content: ""; display: inline-block; inline-size: 0.5em;
  margin-inline-end: 0.4em; transform: rotate(45deg);
}
.back:dir(rtl)::before { transform: rotate(-135deg); }
progress {
  appearance: none; background: var(--soft); block-size: 0.5rem; border: 1px solid var(--line);
  border-radius: var(--round); grid-column: 1 / -1; inline-size: 100%; margin-block-start: 0.5rem; overflow: hidden;
}
progress::-webkit-progress-bar { background: transparent; }
progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }

button, input, select { accent-color: var(--accent); color: inherit; font: inherit; letter-spacing: inherit; }
button { border-radius: var(--round); cursor: pointer; min-block-size: 2.75rem; min-inline-size: 2.75rem; }
.primary, .secondary { border: 2px solid var(--accent); font-weight: 600; padding: 0.5rem 1.5rem; }
.primary { background: var(--accent); color: var(--on-accent); margin-block-start: var(--space); }
.secondary { background: transparent; color: var(--accent); }
.link {
  background: none; border: 0; color: var(--accent); padding: 0.25rem; text-decoration: underline;
  text-underline-offset: 0.15em;
}
.buttons { align-items: end; display: flex; flex-wrap: wrap; gap: 0.75rem; margin-block-end: var(--space); }
.link:hover, .primary:hover, .secondary:hover, summary:hover { text-decoration-thickness: 0.15em; }
.primary:hover, .secondary:hover { text-decoration: underline; }
:is(button, summary, a, input, select, .summary):focus-visible {
  outline: 3px solid var(--focus); outline-offset: 2px;
}

details { margin-block-end: 0.75rem; }
details p { border-inline-start: 0.25rem solid var(--line); margin: 0; padding-inline-start: 0.75rem; }
summary {
  border-radius: var(--round); color: var(--accent); cursor: pointer; inline-size: fit-content; min-block-size: 2.75rem;
  padding-block: 0.6rem; text-decoration: underline; text-underline-offset: 0.15em;
}
.notes {
  border-block-start: 1px solid var(--line); font-size: 0.95em; margin-block-start: 2rem;
  padding-block-start: var(--space);
}

.options { display: grid; gap: 0.5rem; }
.option {
  align-items: center; border: 1px solid var(--line); border-radius: var(--round); cursor: pointer; display: flex;
  gap: 0.75rem; min-block-size: 2.75rem; padding: 0.5rem 0.75rem;
}
.option:hover { background: var(--soft); }
.option:has(:checked) {
  background: var(--soft); border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent);
}
.option:has(:focus-visible) { outline: 3px solid var(--focus); outline-offset: 2px; }
.option :focus-visible { outline: none; }
.option input { block-size: 1.5rem; flex: none; inline-size: 1.5rem; margin: 0; }
.or { margin: 0; }
.measure ~ .option { margin-block-start: 0.5rem; }

input:is([type="text"], [type="date"], [type="time"]), select {
  background: Field; border: 2px solid var(--line); border-radius: var(--round); color: FieldText; inline-size: 100%;
  max-inline-size: 24rem; min-block-size: 2.75rem; padding: 0.4rem 0.6rem;
}
.quiz [aria-invalid] { border-color: var(--problem); }
input.number { inline-size: 7rem; }
.measure { align-items: center; display: flex; gap: 0.5rem; margin-block-end: 0.75rem; }
.field { display: grid; gap: 0.25rem; margin-block-end: var(--space); }
.field label { font-weight: 600; }
.reveal { border-inline-start: 0.25rem solid var(--line); padding-inline-start: var(--space); }
.options > .reveal {
  display: flex; flex-wrap: wrap; gap: 0 var(--space); margin-inline-start: 1.25rem; padding-block: 0.5rem;
}
.field > .reveal { display: flex; flex-wrap: wrap; gap: 0 var(--space); padding-block: 0.5rem 0; }
.reveal > .field { margin-block-end: 0.5rem; }
.reveal > :is(.uses, .editor) { inline-size: 100%; }
.editor { display: block; }
.editor > legend { display: block; font-size: 1.1em; font-weight: 600; margin-block-end: 0.5rem; padding: 0; }

.names { max-inline-size: 24rem; position: relative; }
[role="listbox"] {
  background: Field; border: 2px solid var(--line); border-radius: var(--round); color: FieldText; inset-inline: 0;
  list-style: none; margin: 2px 0 0; max-block-size: 20rem; overflow: auto; padding: 0; position: absolute; z-index: 1;
}
[role="option"] { cursor: pointer; min-block-size: 2.75rem; padding: 0.6rem 0.75rem; }
[role="option"]:hover { background: var(--soft); }
[role="option"][aria-selected="true"] { background: SelectedItem; color: SelectedItemText; }

ul.uses, ul.plain { list-style: none; margin: 0; padding: 0; }
ul.uses { margin-block-end: var(--space); }
.uses li {
  align-items: start; border-block-end: 1px solid var(--line); display: flex; gap: 0.5rem; padding-block: 0.5rem;
}
.uses li > div { flex: 1; min-inline-size: 0; padding-block: 0.5rem; }
.uses .hint, .plain .hint { margin: 0; }
.plain li + li { margin-block-start: 0.5rem; }

dl { margin: 0 0 var(--space); }
.row {
  border-block-end: 1px solid var(--line); display: grid; gap: 0 var(--space); grid-template-columns: 1fr auto;
  padding-block: 0.75rem;
}
dt { font-weight: 600; }
dd { margin: 0; }
.row dd:last-child { grid-column: 2; grid-row: 1 / 3; }
.unclear { color: var(--problem); margin: 0; }

.summary {
  border: 3px solid var(--problem); border-radius: var(--round); margin-block-end: var(--space);
  padding: var(--space);
}
.summary p { margin: 0; }
.summary .problem { font-weight: 700; margin-block-end: 0.25rem; }
.summary a { color: var(--problem); display: inline-block; min-block-size: 1.5rem; }
.error {
  border-inline-start: 0.25rem solid var(--problem); color: var(--problem); font-weight: 600;
  padding-inline-start: 0.75rem;
}

@media (max-width: 30rem) {
  .primary, .secondary { inline-size: 100%; }
  .uses li { flex-wrap: wrap; }
  .uses li > div { flex-basis: 100%; padding-block-end: 0; }
}
/* What carries meaning is drawn in the colour of the text, whatever a site has chosen. */
@media (prefers-contrast: more) {
  :host { --line: currentColor; --soft: transparent; --focus: currentColor; }
  .link, .secondary, summary { color: inherit; }
  .primary, .secondary { border-width: 3px; }
  .secondary { border-color: currentColor; }
  .option { border-width: 2px; }
  .option:has(:checked) { border-color: currentColor; box-shadow: inset 0 0 0 2px currentColor; }
  input:is([type="text"], [type="date"], [type="time"]), select, [role="listbox"] { border-width: 3px; }
  .hint, .title, .notes { font-size: 1em; }
  :is(button, summary, a, input, select, .summary):focus-visible, .option:has(:focus-visible) {
    outline-offset: 3px; outline-width: 4px;
  }
}
@media (forced-colors: active) {
  .option:has(:checked) { outline: 2px solid Highlight; }
  progress::-webkit-progress-value { background: Highlight; forced-color-adjust: none; }
  [role="option"][aria-selected="true"] { forced-color-adjust: none; }
}
@media print {
  .top, .quiz > .hidden { display: none; }
}
`;
