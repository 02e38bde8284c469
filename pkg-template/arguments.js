// What a caller gave, looked at before it is used.

export function checkOptions(options, names) {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`expected options, such as { ${names[0]} }, found ${kind(options)}`);
  }
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`there is no option ${quoted(unknown)}: accepted are ${names.join(" and ")}`);
  }
}

export function kind(value) {
  return value === null ? "null" : Array.isArray(value) ? "an array" : typeof value;
}

export function quoted(value) {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
}
