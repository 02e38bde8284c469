// The protocol that ships, and each TOML text on standard input, as the package writes them in JSON.

import { text } from "node:stream/consumers";
import { check, Lexicon } from "prescreen/author";
import shipped from "./node_modules/prescreen/data/protocols/ketamine-iv.js";

const lexicon = await Lexicon.load();
const written = JSON.parse(await text(process.stdin)).map((toml) => check(toml, lexicon).rules);
process.stdout.write(JSON.stringify([shipped, ...written].map((rules) => JSON.parse(rules))));
