import { expect, test } from "vitest";
import { askedToEnd } from "./asked-to-end.js";

test.each(["SIGTERM", "SIGINT"] as const)("%s asks the process to end, also twice", async (signal) => {
  const before = process.listeners(signal);
  const asked = askedToEnd();
  process.emit(signal);
  process.emit(signal);
  expect(await asked).toBeUndefined();
  for (const each of ["SIGTERM", "SIGINT"] as const)
    for (const listener of process.listeners(each))
      if (!before.includes(listener)) process.off(each, listener);
});
