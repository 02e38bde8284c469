// A consumer: a small project in a folder of its own, into which npm installs the tarball as a person would. The tools
// it uses are linked in from the tests' own node_modules, since installing each of them again would take minutes.

import { copyFileSync, cpSync, existsSync, linkSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { here, scratch } from "./paths.mjs";
import { run } from "./process.mjs";

const tools = join(here, "node_modules");

/**
 * @param {string} name the folder in which it is made
 * @param {object} options `tarball`; `files`, the folders in consumers/ whose files it gets; `type` of its package;
 * `tools`, the packages it needs, each by its name or as [name in the consumer, name in the tests' node_modules]
 */
export async function install(name, { tarball, files = [], type = "module", tools: wanted = [] }) {
  const folder = join(scratch, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const source of ["shared", ...files]) {
    // Two files of one name are a mistake: the second would silently be the only one.
    cpSync(join(here, "consumers", source), folder, { recursive: true, force: false, errorOnExist: true });
  }
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: `uses-it-${name}`, private: true, type }));
  await run(["npm", "install", tarball, "--offline", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder });
  for (const tool of wanted) {
    const [as, from] = Array.isArray(tool) ? tool : [tool, tool];
    link(from, join(folder, "node_modules"), as);
  }
  return folder;
}

/** A package and all that it needs, as npm would have laid them. */
function link(name, target, as = name) {
  const from = join(tools, name);
  const to = join(target, as);
  if (existsSync(to)) return;
  linkTree(from, to);
  const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(
    readFileSync(join(from, "package.json"), "utf8"),
  );
  for (const needed of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
    // Absent are optional parts for other machines; nested are those that came along with the package.
    const nested = existsSync(join(from, "node_modules", needed));
    if (!nested && existsSync(join(tools, needed))) link(needed, target);
  }
}

function linkTree(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      linkTree(source, target);
    } else {
      try {
        linkSync(source, target);
      } catch (error) {
        if (error.code !== "EXDEV" && error.code !== "EPERM") throw error;
        copyFileSync(source, target);
      }
    }
  }
}
