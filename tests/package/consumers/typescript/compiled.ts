// In a page, where TypeScript knows WebAssembly: a compiled module is taken too.

import { initSync } from "prescreen";

export async function start(response: Response): Promise<void> {
  initSync(await WebAssembly.compileStreaming(response));
}
