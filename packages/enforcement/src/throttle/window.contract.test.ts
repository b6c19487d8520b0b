import { throttleContract } from "../testing/throttle-contract.js";
import { WindowCounter } from "./window.js";

throttleContract("counting in this process", async () => {
  let now = 1_000_000;
  return {
    counter: new WindowCounter(),
    now: () => now,
    pass: async (milliseconds) => {
      now += milliseconds;
    },
    close: async () => {},
  };
});
