// Everything that is measured in JavaScript, one JSON document on standard output:
//
//   node run.mjs FOLDER PACKAGE [--quick] [--no-chromium]
//
// FOLDER is where `prescreen-peers export` wrote the work, PACKAGE the folder of our npm package.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { build } from "./build.mjs";
import { ENGINES } from "./engines.mjs";
import { inChromium, version } from "./chromium.mjs";
import { hostIn } from "./host-node.mjs";
import { once } from "./once.mjs";
import { middle, rounds } from "./rounds.mjs";

const HERE = fileURLToPath(import.meta.url);
const SIZES = [18, 180, 1_800];
const SCREENINGS = 20_000;

const PACES = {
  quick: { rounds: 5, sample: 40, warmUp: 300 },
  full: { rounds: 11, sample: 200, warmUp: 3_000 },
};

const [folder, second, ...flags] = process.argv.slice(2);
if (second === "once") {
  const [name, size, screenings] = flags;
  print(await once(hostIn(folder), name, Number(size), Number(screenings)));
} else if (second === "hazards") {
  const { hazards } = await import("./hazards.mjs");
  print(await hazards(hostIn(folder)));
} else {
  print(await everything(folder, second, flags));
}

async function everything(folder, ours, flags) {
  // Node 20's own compiler fails ("unreachable code") where it has put a call into cedar-wasm into its caller and has to take
  // that back during the call.
  setFlagsFromString("--no-turbo-inline-js-wasm-calls");
  const isQuick = flags.includes("--quick");
  const pace = isQuick ? PACES.quick : PACES.full;
  const packages = await build(folder, ours);
  const found = { node: process.version, packages, hazards: child({ TZ: "America/New_York" }, "hazards") };
  if (flags.includes("--hazards")) return found;
  found.once = [];
  const times = isQuick ? 3 : 7;
  for (const name of ENGINES) {
    const starts = [];
    for (let time = 0; time < times; time += 1) starts.push(child({}, "once", name, 18, 0));
    if (starts.includes(null)) continue;
    // Memory is watched apart, and at the size of a clinic's file; what grows at one size grows at all.
    const { growthBytes } = child({}, "once", name, 18, SCREENINGS);
    found.once.push({ ...starts[0], ...typical(starts), growthBytes });
    const large = child({}, "once", name, 1_800, 0);
    if (large) found.once.push(large);
    process.stderr.write(`  ${name}: started anew\n`);
  }
  found.rounds = await rounds(hostIn(folder), SIZES, pace, ENGINES);
  if (flags.includes("--no-chromium")) return found;
  found.chromium = await inBrowser(folder, pace, times);
  return found;
}

async function inBrowser(folder, pace, times) {
  const started = [];
  for (const name of ENGINES) {
    const starts = [];
    for (let time = 0; time < times; time += 1) {
      starts.push(await inChromium(folder, (measure) => measure("once", name, 18, 0)));
    }
    if (!starts.includes(null)) started.push({ ...starts[0], ...typical(starts) });
  }
  const measured = await inChromium(folder, (measure) => measure("rounds", SIZES, pace, ENGINES));
  return { version: await version(), once: started, rounds: measured };
}

function typical(starts) {
  return {
    cpuMilliseconds: middle(starts.map(({ cpuMilliseconds }) => cpuMilliseconds)),
    wallMilliseconds: middle(starts.map(({ wallMilliseconds }) => wallMilliseconds)),
  };
}

/** This program again, in a process of its own. */
function child(variables, ...given) {
  const text = execFileSync(process.execPath, ["--expose-gc", HERE, folder, ...given.map(String)], {
    env: { ...process.env, ...variables },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(text);
}

function print(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
