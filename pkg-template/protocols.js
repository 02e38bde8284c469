// Which protocols ship, without the engine and without their rules.

export { protocols } from "./data/protocols/index.js";
