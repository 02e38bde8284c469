// The page of every bundler: no configuration, nothing but the import.

import { Protocol } from "prescreen";
import { tenLines } from "./ten-lines.mjs";

tenLines({ Protocol }).then((outcome) => {
  globalThis.outcome = outcome;
});
