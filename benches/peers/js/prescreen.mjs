// The package itself, started with its code, and with the names of the workload. Every tier of ours begins here.

import { Lexicon, Protocol, initSync } from "prescreen/runtime";
import reviewed from "prescreen/names";

/** What loads a set of criteria. */
export async function loaded(host) {
  initSync(await host.bytes("engine.wasm"));
  const shipped = Lexicon.from(reviewed);
  const lexicon = host.isPlain ? shipped : shipped.withWide(await host.text("names.txt"));
  return (set) => Protocol.from(set.protocol, lexicon);
}

export { Protocol };
