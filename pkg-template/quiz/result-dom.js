// Elements from data. Text stays text; nothing here reads HTML.

import { formatLine } from "../format.js";
import { h } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

/** As `h`, for children that come in lists of lists. */
export function make(tag, attributes, ...children) {
  return h(tag, attributes, ...children.flat(Infinity));
}

export function draw(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null));
  return node;
}

export function button(text, part, onClick) {
  return make("button", { type: "button", part, onclick: onClick }, text);
}

/** What is to be seen of each kind of span. What a person typed must not turn the words around it in direction. */
const LOOKS = {
  plain: (text) => text,
  strong: (text) => make("strong", {}, text),
  time: (text, { time, date }) => make("time", { datetime: time ?? date ?? null }, text),
  said: (text) => make("bdi", { class: "said" }, text),
  name: (text) => make("bdi", { class: "name" }, text),
  question: (text) => make("q", {}, text),
  source: (text) => make("cite", {}, text),
  aside: (text) => make("span", { class: "aside" }, text),
};

/** A line's nodes, written as the person's language and region do. */
export function lineNodes(line, options) {
  return formatLine(line, options).map(({ mark, text }, i) => LOOKS[mark](text, line[i]));
}
