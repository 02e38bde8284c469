// Loads what plain `wasm-pack build` makes, as a bundler would: `import` of a module that imports its `.wasm`.

import { pathToFileURL } from "node:url";
import { tenLines } from "../shared/ten-lines.mjs";

const { Protocol } = await import(pathToFileURL(process.argv[2]));
const outcome = await tenLines({ Protocol: { load: async (name) => Protocol.shipped(name) } });
process.stdout.write(JSON.stringify(outcome));
