// Every entry by require(); the data behind them is loaded with import(), as CommonJS allows.

const main = require("prescreen");
const author = require("prescreen/author");
const inline = require("prescreen/inline");

async function all() {
  const { tenLines } = await import("./ten-lines.mjs");
  const outcomes = [];
  for (const entry of [main, inline, author]) outcomes.push(await tenLines(entry));
  process.stdout.write(JSON.stringify(outcomes));
}

all();
