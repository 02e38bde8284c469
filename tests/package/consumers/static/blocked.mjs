// The engine cannot start here: both entries say so with one typed error a call, and the page goes on.

import * as main from "./node_modules/prescreen/index.js";
import * as inline from "./node_modules/prescreen/inline.js";

async function caught(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return { name: error.name, message: error.message, cause: error.cause?.message, diagnostics: error.diagnostics };
  }
}

const errors = [];
for (const { Protocol, init } of [main, inline]) {
  errors.push(await caught(() => Protocol.load("ketamine-iv")));
  errors.push(await caught(() => init()));
}
document.querySelector("button").addEventListener("click", () => {
  globalThis.outcome = structuredClone(errors);
});
document.querySelector("button").click();
