// The page of one result, by itself: which one is in the address.

import { Protocol, Words } from "./node_modules/prescreen/index.js";
import { renderResult } from "./node_modules/prescreen/quiz/result.js";
import { resultStyles } from "./node_modules/prescreen/quiz/result-styles.js";

const { locale, intake, dir } = Object.fromEntries(new URLSearchParams(location.search));
const given = JSON.parse(intake);
document.documentElement.lang = locale;
document.documentElement.dir = dir ?? "ltr";
const sheet = new CSSStyleSheet();
sheet.replaceSync(resultStyles);
const root = document.getElementById("result").attachShadow({ mode: "open" });
root.adoptedStyleSheets = [sheet];
const [protocol, words] = await Promise.all([Protocol.load("ketamine-iv"), Words.load(locale)]);
const node = renderResult({
  explanation: protocol.explain(given, words),
  screening: protocol.screen(given),
  intake: given,
  protocol,
  words,
  locale,
  timeZone: "America/Denver",
  onRestart: () => (globalThis.asked = "restart"),
  onChange: (question) => (globalThis.asked = question),
});
root.append(node);
globalThis.outcome = { disposition: node.dataset.disposition };
