// webpack 5, a production build.

import assert from "node:assert/strict";
import { webpack } from "../lib/webpack.mjs";

export const name = "webpack 5, production";
export const what = "build without configuration; screen in Chromium; the engine came as one .wasm file";

export async function run({ tarball }) {
  const requests = await webpack("webpack-5-production", tarball, "production");
  assert.equal(requests.filter((path) => path.endsWith(".wasm")).length, 1, requests.join(" "));
}
