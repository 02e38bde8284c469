// The style sheets of every quiz on a page, made once. A constructed sheet needs no permission from a strict policy.

import { resultStyles } from "./result-styles.js";
import { styles } from "./styles.js";

let shared;

export function sheets() {
  shared ??= [styles, resultStyles].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  return shared;
}
