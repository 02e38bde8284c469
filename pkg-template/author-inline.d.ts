export * from "./author.js";
