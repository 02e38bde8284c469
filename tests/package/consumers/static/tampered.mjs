import { init } from "./node_modules/prescreen/index.js";

try {
  await init();
  globalThis.outcome = "started";
} catch ({ name, message, diagnostics }) {
  globalThis.outcome = { name, message, diagnostics };
}
