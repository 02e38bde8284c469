// Tools that the tests of the package bring already.

import { createRequire } from "node:module";

const require = createRequire(new URL("../../../tests/package/package.json", import.meta.url));

export const tool = (name) => require(name);
