import { type Lexicon, Protocol as Runtime } from "./index.js";
import type { ShippedNames, ShippedProtocol } from "./data/index.js";
import type { Check, ProtocolSource } from "./types.js";

export * from "./index.js";

/** A clinic's protocol, checked; here it can also be read from TOML. */
export class Protocol extends Runtime {
  static load(name: ShippedProtocol, options?: { names?: ShippedNames }): Promise<Protocol>;
  static from(source: ProtocolSource | string, lexicon?: Lexicon): Protocol;

  /**
   * A protocol written in TOML. Its worked cases are run; one that fails is an error.
   *
   * @throws {PrescreenError} `ProtocolError` with everything that is wrong with it; `NotReadyError` before `init()`.
   */
  static parse(toml: string, lexicon?: Lexicon): Protocol;
}

/**
 * Everything there is to say about a protocol written in TOML: problems with their places, its worked cases, and its rules
 * as JSON for the runtime.
 *
 * @throws {PrescreenError} `ProtocolError`: it is no text, or far too large. `NotReadyError` before `init()`.
 */
export function check(toml: string, lexicon?: Lexicon): Check;
