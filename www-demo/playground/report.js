// What the check of a protocol says, as lists.

const byId = (id) => document.getElementById(id);

export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** @param goTo called with a diagnostic that a person chose */
export function showProblems(diagnostics, goTo) {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const rest = diagnostics.length - errors;
  const found = [
    errors > 0 && counted(errors, "error"),
    rest > 0 && counted(rest, "warning or note", "warnings or notes"),
  ];
  say("verdict", found.filter(Boolean).join(", ") || "No problems.");
  byId("problems").replaceChildren(
    ...diagnostics.map((diagnostic) => {
      const { severity, code, message, help, line } = diagnostic;
      const place = line === undefined ? "" : `Line ${line}: `;
      const button = make("button", { type: "button" }, `${place}${message}`);
      button.addEventListener("click", () => goTo(diagnostic));
      const kind = make("span", { class: "code" }, `${severity}, ${code}`);
      return make("li", {}, button, kind, ...(help ? [make("p", { class: "help" }, help)] : []));
    }),
  );
}

export function showCases(checked) {
  const cases = checked?.cases ?? [];
  const failed = cases.filter(({ differences }) => differences.length > 0).length;
  const none = checked === null ? "The protocol cannot be read far enough to try them." : "There are none yet.";
  say("tally", cases.length === 0 ? none : `${cases.length - failed} passed, ${failed} failed.`);
  byId("cases").replaceChildren(
    ...cases.map(({ name, differences }) => {
      const passed = differences.length === 0;
      const state = make("span", { class: "state" }, passed ? "Passed" : "Failed");
      const list = make("ul", {}, ...differences.map((text) => make("li", {}, text)));
      return make("li", { class: passed ? "passed" : "failed" }, state, `: ${name}`, ...(passed ? [] : [list]));
    }),
  );
  const coverage = checked?.coverage ?? [];
  byId("coverage").hidden = coverage.length === 0;
  byId("coverage")
    .querySelector("tbody")
    .replaceChildren(
      ...coverage.map(({ criterion, raised, possible, clear }) =>
        make(
          "tr",
          {},
          make("th", { scope: "row" }, criterion),
          ...[raised, possible, clear].map((count) => make("td", {}, String(count))),
        ),
      ),
    );
}

/** A status is read out whenever it is written, so it is written only when it changes. */
export function say(id, text) {
  if (byId(id).textContent !== text) byId(id).textContent = text;
}

function counted(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}
