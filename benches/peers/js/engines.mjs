// The engines, in the order of the table. Each is a bundle of its own: `build.mjs` makes it, a page or Node loads it.
//
// WHERE OUR FURTHER TIERS GO: their names stand here already, and count once there is a file of that name in `engines/`,
// which looks like `engines/prescreen.mjs`. Its screening function may carry a `timed` or an `all`: see `sample` in
// `rounds.mjs`. The goals in `xtask/src/bench/goals.rs` look for these names.

export const ENGINES = [
  "hand",
  "hand-index",
  "prescreen",
  "prescreen-packed",
  "prescreen-resident",
  "prescreen-batch",
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
