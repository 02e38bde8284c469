// Lighthouse on the demo's pages, and what they weigh. Whatever is a time hangs on the machine: it is printed, and nothing
// is asserted of it.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { timeUntil, whileLighthouse } from "../lib/lighthouse.mjs";
import { repository } from "../lib/paths.mjs";
import { run as runProgram } from "../lib/process.mjs";
import { table } from "../lib/table.mjs";
import { FOLDER, whileDemo } from "../result/demo.mjs";

export const name = "Lighthouse";
export const what = "accessibility, best practices, SEO: 100; nothing shifts; bytes in budget; times are printed";

const RUNS = 3;

/** In bytes, gzip, of all that is loaded until a page can be used. */
const QUIZ_BUDGET = 242_000;
const AUTHOR_BUDGET = 330_000;

/** A quiz loads it once it can be used. */
const UNHURRIED = "names/wide.js";

/** A page can be used as soon as this is seen in this element. */
const QUIZ = ["prescreen-quiz", "form input"];
const SCREENING = ["#glance", "svg"];

const PAGES = [
  ["index.html", QUIZ, QUIZ_BUDGET],
  ["es.html", QUIZ, QUIZ_BUDGET],
  ["intake.html", QUIZ, QUIZ_BUDGET],
  ["playground.html", SCREENING, AUTHOR_BUDGET],
];
/** Every category but performance, which is all times. */
const FLAWLESS = ["accessibility", "best-practices", "seo"];
const METRICS = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time"];

export async function run(options) {
  const scores = [["page", "performance", ...FLAWLESS, "FCP", "LCP", "TBT", "shift", "usable", "gzip"]];
  let weights;
  await whileDemo("lighthouse", { ...options, packs: true }, async (open, { origin, site }) => {
    // Browsers ask for it where a page is no page but a picture.
    writeFileSync(join(site, "favicon.ico"), "");
    for (const [page, usable, budget] of PAGES) {
      const url = `${origin}${FOLDER}${page}`;
      const reports = await whileLighthouse((audit) => repeated(() => audit(url)));
      for (const report of reports) flawless(page, report);
      const report = median(reports, performanceOf);
      // To have a tab of this site, with nothing loaded that the page needs.
      const until = () => open("icon.svg", (tab) => timeUntil(tab, url, report, usable));
      const seen = median(await repeated(until), Number);
      const loaded = await weigh(filesOf(report), site);
      const { gzip } = loaded.at(-1);
      assert.ok(gzip <= budget, `${page} loads ${gzip} bytes, of ${budget} allowed`);
      weights ??= loaded;
      scores.push([page, ...rowOf(report), `${Math.round(seen)} ms`, gzip]);
    }
  });
  process.stdout.write(table(scores));
  process.stdout.write(table([["index.html loads", "raw", "gzip", "brotli"], ...weights.map(Object.values)]));
}

async function repeated(work) {
  const results = [];
  for (let run = 0; run < RUNS; run += 1) results.push(await work());
  return results;
}

const median = (all, by) => all.toSorted((a, b) => by(a) - by(b))[Math.floor(all.length / 2)];
const performanceOf = ({ categories }) => categories.performance.score;
const shiftOf = ({ audits }) => audits["cumulative-layout-shift"].numericValue;

function flawless(page, report) {
  for (const category of FLAWLESS) {
    const { score, auditRefs } = report.categories[category];
    const wrong = auditRefs
      .map(({ id }) => report.audits[id])
      .filter((audit) => audit.score !== null && audit.score < 1);
    assert.equal(score, 1, `${page}, ${category}: ${wrong.map(({ title }) => title).join("; ")}`);
  }
  assert.ok(shiftOf(report) < 0.01, `${page} shifts by ${shiftOf(report)}`);
}

function rowOf({ categories, audits }) {
  const hundred = (id) => Math.round(categories[id].score * 100);
  const times = METRICS.map((id) => `${Math.round(audits[id].numericValue)} ms`);
  return [...["performance", ...FLAWLESS].map(hundred), ...times, shiftOf({ audits }).toFixed(3)];
}

/** What a page asked for, each file once: what the worker of the page kept may come from there. */
function filesOf({ audits }) {
  const urls = audits["network-requests"].details.items.map(({ url }) => new URL(url));
  const paths = urls.filter(({ protocol }) => protocol === "http:").map(({ pathname }) => pathname);
  return [...new Set(paths)].filter((path) => !path.endsWith(UNHURRIED));
}

/** The sizes of files, and their sum. */
async function weigh(paths, folder) {
  const files = paths.map((path) => join(folder, path));
  const { stdout } = await runProgram(["node", "xtask/src/sizes.mjs", ...files], { cwd: repository });
  const rows = JSON.parse(stdout).map(([raw, gzip, brotli], i) => ({
    file: paths[i].slice(FOLDER.length),
    raw,
    gzip,
    brotli,
  }));
  const sum = (key) => rows.reduce((all, row) => all + row[key], 0);
  return [...rows, { file: "all of it", raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli") }];
}
