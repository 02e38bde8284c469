// The engines, in the order of the table. Each is a bundle of its own: `build.mjs` makes it, a page or Node loads it.
//
// A further tier of ours is one more name here and one more file in `engines/`. Its screening function may carry a `timed` or
// an `all`: see `sample` in `rounds.mjs`. The goals in `xtask/src/bench/goals.rs` look for these names.

export const ENGINES = [
  "hand",
  "hand-index",
  "prescreen",
  "prescreen-judge",
  "prescreen-many",
  "prescreen-resident",
  "json-logic-engine",
  "json-logic-interpreted",
  "cel-js",
  "datalogic",
  "json-rules-engine",
  "cedar",
];

/** The one that ratios are taken to, at each size: what a programmer would write by hand. */
export function limit(size) {
  return size === 18 ? "hand" : "hand-index";
}
