// What is measured, as a page would load it: a minified bundle for every engine, its WebAssembly beside it, and how many
// bytes all of that is.

import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { ENGINES } from "./engines.mjs";
import { tool } from "./tools.mjs";

const esbuild = tool("esbuild");
const HERE = fileURLToPath(new URL(".", import.meta.url));

const WASM = {
  "cedar.wasm": "@cedar-policy/cedar-wasm/web/cedar_wasm_bg.wasm",
  "datalogic.wasm": "@goplasmatic/datalogic/web/datalogic_wasm_bg.wasm",
};

/** Which WebAssembly an engine loads, by the package that it is of. */
const LOADS = {
  "@cedar-policy/cedar-wasm": "cedar.wasm",
  "@goplasmatic/datalogic": "datalogic.wasm",
  prescreen: "engine.wasm",
};

const PAGE =
  '<!doctype html><meta charset="utf-8" /><title>measurements</title><script type="module" src="/page.js"></script>\n';

/** What is loaded only when it is wanted, as the protocols that ship; nothing here wants it. */
const lateIsOutside = {
  name: "late is outside",
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path }) => (kind === "dynamic-import" ? { path, external: true } : null));
  },
};

/**
 * Fills `folder`, where the sets already are. `ours` is the folder of our package. Gives, for each package, its version and
 * its sizes.
 */
export async function build(folder, ours) {
  await rm(join(folder, "engines"), { recursive: true, force: true });
  await mkdir(join(folder, "engines"));
  const shared = {
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    logLevel: "error",
    absWorkingDir: HERE,
    alias: {
      "prescreen/runtime": join(ours, "index.js"),
      "prescreen/names": join(ours, "data/names/reviewed.js"),
    },
    plugins: [lateIsOutside],
  };
  for (const name of ENGINES) {
    await esbuild.build({
      ...shared,
      entryPoints: [`engines/${name}.mjs`],
      outfile: join(folder, "engines", `${name}.js`),
    });
  }
  await esbuild.build({
    ...shared,
    entryPoints: ["prescreen.mjs"],
    outfile: join(folder, "engines/prescreen-package.js"),
  });
  await esbuild.build({ ...shared, entryPoints: ["host-page.mjs"], outfile: join(folder, "page.js") });
  await writeFile(join(folder, "page.html"), PAGE);
  for (const [name, file] of Object.entries(WASM)) {
    await copyFile(join(HERE, "node_modules", file), join(folder, name));
  }
  await copyFile(join(ours, "engine.wasm"), join(folder, "engine.wasm"));
  return packages(folder, ours);
}

async function packages(folder, ours) {
  const found = {};
  for (const name of ENGINES) {
    const { about } = await import(pathToFileURL(join(folder, "engines", `${name}.js`)));
    const of = about.package;
    if (!of || found[of]) continue;
    const bundle = of === "prescreen" ? await runtime(ours) : await readFile(join(folder, "engines", `${name}.js`));
    const files = [bundle];
    if (LOADS[of]) files.push(await readFile(join(folder, LOADS[of])));
    found[of] = { version: await versionOf(of, ours), isWasm: of in LOADS, ...sizes(files) };
  }
  return found;
}

/** Our glue without the names and the rules, which are data of a size of their own. */
async function runtime(ours) {
  const { outputFiles } = await esbuild.build({
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    write: false,
    entryPoints: [join(ours, "index.js")],
    plugins: [lateIsOutside],
  });
  return Buffer.from(outputFiles[0].contents);
}

async function versionOf(name, ours) {
  const folder = name === "prescreen" ? ours : join(HERE, "node_modules", name);
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8")).version;
}

function sizes(files) {
  const sum = (of) => files.reduce((total, bytes) => total + of(bytes).length, 0);
  return {
    raw: sum((bytes) => bytes),
    gzip: sum((bytes) => gzipSync(bytes, { level: 9 })),
    brotli: sum((bytes) => brotliCompressSync(bytes)),
  };
}
