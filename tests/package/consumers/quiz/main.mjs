// The quiz as the address says: `?lang=es&now=…&save=session`. Every event is kept.

import "./node_modules/prescreen/element.js";

globalThis.events = [];
for (const type of ["prescreen-answer", "prescreen-result", "prescreen-error"]) {
  document.addEventListener(type, ({ detail }) => events.push({ type, detail }));
}

const quiz = document.querySelector("prescreen-quiz");
const query = new URLSearchParams(location.search);
for (const [name, value] of query) {
  if (name === "now") quiz.now = () => globalThis.time ?? value;
  else if (name === "answers") quiz.answers = JSON.parse(value);
  else if (name === "page-dir") document.documentElement.dir = value;
  else quiz.setAttribute(name, value);
}
if (!query.has("protocol")) quiz.setAttribute("protocol", "ketamine-iv");
