// Programs that a set-up runs: each with a time limit, its output kept for the report, and ended with all it started.

import { spawn } from "node:child_process";

const MINUTE = 60_000;

// What the tests' own environment says must not reach the tools: they behave as on a person's machine.
// And they stay off the network.
const environment = {
  ...process.env,
  FORCE_COLOR: "0",
  NEXT_IGNORE_INCORRECT_LOCKFILE: "1",
  NEXT_TELEMETRY_DISABLED: "1",
  NO_COLOR: "1",
};
for (const name of ["NODE_ENV", "NODE_OPTIONS", "NODE_PATH"]) delete environment[name];

function start(command, { cwd, env = {}, input }) {
  const [program, ...words] = command;
  const child = spawn(program, words, {
    cwd,
    env: { ...environment, ...env },
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    // A group of its own, so that its children end with it.
    detached: true,
  });
  child.stdin?.end(input);
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"]) {
    child[stream].setEncoding("utf8");
    child[stream].on("data", (text) => (output[stream] += text));
  }
  const ended = new Promise((resolve) => {
    child.on("error", (error) => resolve({ code: error.code }));
    child.on("close", (code, signal) => resolve({ code: code ?? signal }));
  });
  return { child, output, ended };
}

function end(child) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

const shown = (command, { stdout, stderr }) => `${command.join(" ")}\n${stdout}${stderr}`;

/** Runs a program to its end: what it printed, and its exit code. */
export async function attempt(command, options) {
  const { child, output, ended } = start(command, options);
  const limit = options.limit ?? 10 * MINUTE;
  const timer = setTimeout(() => end(child), limit);
  const { code } = await ended;
  clearTimeout(timer);
  end(child);
  return { code, ...output };
}

/** The same for a program that has to succeed. */
export async function run(command, options) {
  const done = await attempt(command, options);
  if (done.code !== 0) throw new Error(`ended with ${done.code}: ${shown(command, done)}`);
  return done;
}

/** Starts a server, waits until `url` answers, does `work`, and ends the server. */
export async function whileServing(command, options, url, work) {
  const { child, output, ended } = start(command, options);
  let over = false;
  ended.then(() => (over = true));
  try {
    const deadline = Date.now() + 2 * MINUTE;
    while (!(await answers(url))) {
      if (over) throw new Error(`ended before it served: ${shown(command, output)}`);
      if (Date.now() > deadline) throw new Error(`does not serve ${url}: ${shown(command, output)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return await work();
  } catch (error) {
    error.message += `\nthe server said:\n${output.stdout}${output.stderr}`;
    throw error;
  } finally {
    end(child);
    await ended;
  }
}

async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
