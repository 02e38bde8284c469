// Elements without a template language. Text always becomes a text node, never markup.

/** `props` whose names start with "on" are listeners, all others attributes. What is null, false or missing is left out. */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

let count = 0;

/** An id that occurs once in the document, since labels and hints find their fields by it. */
export function id(name) {
  count += 1;
  return `${name}-${count}`;
}
