import type { ShippedProtocol } from "./data/index.js";
import type { ProtocolInfo } from "./types.js";

/**
 * The protocols that ship: what `Protocol.about()` says of each, without loading any. A review is overdue when `reviewBy`
 * lies before today. The same as JSON: `prescreen/protocols.json`.
 */
export const protocols: (ProtocolInfo & { id: ShippedProtocol })[];
