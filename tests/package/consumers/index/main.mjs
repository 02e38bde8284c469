// The index of protocols, as a page that offers several of them reads it, against what each says of itself.

import { createRequire } from "node:module";
import { Protocol } from "prescreen";
import { protocols } from "prescreen/protocols";

const require = createRequire(import.meta.url);
const about = [];
for (const { id } of protocols) about.push((await Protocol.load(id)).about());
process.stdout.write(
  JSON.stringify({
    about,
    imported: protocols,
    required: require("prescreen/protocols").protocols,
    json: require("prescreen/protocols.json"),
  }),
);
