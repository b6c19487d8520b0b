export { type Pair, pairOf, publishedPairs } from "./published-pairs.js";
export { type CounterUnderTest, throttleContract } from "./throttle-contract.js";
export { readVectors } from "./vectors.js";
