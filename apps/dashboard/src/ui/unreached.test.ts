import { expect, test } from "vitest";
import { answerTo, Unreached } from "./unreached.js";

test("that no server is reached is told apart from a call that was called off", async () => {
  // The discard protocol's port, where nobody answers.
  await expect(answerTo(fetch("http://127.0.0.1:9/"))).rejects.toBeInstanceOf(Unreached);
  const signal = AbortSignal.abort();
  await expect(answerTo(fetch("http://127.0.0.1:9/", { signal }))).rejects.toHaveProperty(
    "name",
    "AbortError",
  );
});
