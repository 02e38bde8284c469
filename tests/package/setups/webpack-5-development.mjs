// webpack 5, a development build, which takes the condition `development`.

import { webpack } from "../lib/webpack.mjs";

export const name = "webpack 5, development";
export const what = "build without configuration; screen in Chromium";

export async function run({ tarball }) {
  await webpack("webpack-5-development", tarball, "development");
}
