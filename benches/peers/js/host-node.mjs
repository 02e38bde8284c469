// What the measurements need of the place where they run, in Node.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export function hostIn(folder) {
  const text = (name) => readFile(join(folder, name), "utf8");
  return {
    engine: (name) => import(pathToFileURL(join(folder, "engines", `${name}.js`))),
    text,
    json: async (name) => JSON.parse(await text(name)),
    bytes: (name) => readFile(join(folder, name)),
    // The whole process: what collects garbage and compiles on other threads is in.
    cpu() {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
    async memory() {
      // What was awaited a moment ago is let go of only now.
      for (let time = 0; time < 3; time += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        globalThis.gc();
      }
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    },
    said(line) {
      process.stderr.write(`  ${line}\n`);
    },
  };
}
