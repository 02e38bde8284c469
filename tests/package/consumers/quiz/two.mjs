// A protocol that ships beside one of the page's own, which is given before the element is defined.

import { init, Protocol } from "./node_modules/prescreen/index.js";
import { source } from "./own.mjs";

await init();
document.querySelector("#own").protocol = Protocol.from(source);
await import("./node_modules/prescreen/element.js");
