// Copies of plain data.

const { getPrototypeOf, prototype } = Object;
const tagOf = Object.prototype.toString;
const { toISOString } = Date.prototype;

/**
 * A copy as the engine would have read it: moments as text, keys without a value left out. `undefined` for what is not
 * plain for certain.
 */
export function copyOf(value) {
  try {
    return copy(value);
  } catch {
    // A getter that throws, an object that contains itself.
    return undefined;
  }
}

function copy(value) {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      // Without the sign of nothing.
      return value + 0;
    case "object":
      break;
    default:
      return undefined;
  }
  if (value === null) return null;
  if (Array.isArray(value)) return all(value, [], value.keys());
  const tag = tagOf.call(value);
  if (tag === "[object Date]") return toISOString.call(value);
  return getPrototypeOf(value) === prototype && tag === "[object Object]"
    ? all(value, {}, Object.keys(value))
    : undefined;
}

function all(value, copied, keys) {
  for (const key of keys) {
    const part = value[key];
    if (part === undefined && !Array.isArray(value)) continue;
    const kept = copy(part);
    // That key would not become one of the copy.
    if (kept === undefined || key === "__proto__") return undefined;
    copied[key] = kept;
  }
  return copied;
}
