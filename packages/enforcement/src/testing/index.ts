export { type CounterUnderTest, throttleContract } from "./throttle-contract.js";
export { readVectors } from "./vectors.js";
