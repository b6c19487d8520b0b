export * from "./decision.js";
export type * from "./rules.js";
