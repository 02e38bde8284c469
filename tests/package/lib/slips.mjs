// Values with one slip each, for every place in which a slip can be made.

/** Keys whose text comes from a list that the types know. */
const WORDS = new Set([
  "ask",
  "basis",
  "contributes",
  "couldBecome",
  "disposition",
  "kind",
  "occasion",
  "resolution",
  "role",
  "severity",
  "status",
  "tense",
  "type",
  "why",
  "worstCase",
]);

/** Objects in which every id of a question is a key, or that are an answer given back: one key more is no slip. */
const ANSWERS = /(\.answers|\.baselines\.\*|\.cases\[\]|\.said)$/;

/** Objects whose keys are ids: all that is under them has one shape. */
const MAPS = /\.(baselines|sources)$/;

/** An unknown key in every object, and a misspelt word for every word, the first time that each place is seen. */
export function slips(type, values) {
  const found = new Map();
  const size = (value) => JSON.stringify(value).length;
  for (const whole of values.toSorted((left, right) => size(left) - size(right))) {
    const slip = (place, object, key, wrong) => {
      if (found.has(place)) return;
      const right = object[key];
      object[key] = wrong;
      found.set(place, { name: place, type, json: JSON.stringify(whole, null, 2) });
      if (right === undefined) delete object[key];
      else object[key] = right;
    };
    const visit = (value, place) => {
      if (Array.isArray(value)) {
        for (const item of value) visit(item, `${place}[]`);
      } else if (value !== null && typeof value === "object") {
        if (!ANSWERS.test(place)) slip(`${place}.unknownKey`, value, "unknownKey", 1);
        for (const [key, inner] of Object.entries(value)) {
          if (WORDS.has(key) && typeof inner === "string") slip(`${place}.${key}`, value, key, `${inner}x`);
          visit(inner, `${place}.${MAPS.test(place) ? "*" : key}`);
        }
      }
    };
    visit(whole, type);
  }
  return [...found.values()];
}
