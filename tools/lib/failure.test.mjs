import { describe, expect, test } from "vitest";
import { explain, Failure, tell } from "./failure.mjs";

describe("what went wrong is told with what to do", () => {
  test.each([
    ["getaddrinfo EAI_AGAIN registry", "cannot be reached"],
    ["ERR_PNPM_META_FETCH_FAIL", "cannot be reached"],
    ["Temporary failure resolving 'deb'", "cannot be reached"],
    ["ENOSPC: no space left on device", "disk is full"],
    ["EACCES: permission denied, mkdir '/x'", "cannot be written"],
    ["ERR_PNPM_OUTDATED_LOCKFILE", "does not fit"],
    ["code SELF_SIGNED_CERT_IN_CHAIN", "certificate"],
  ])("%s", (output, advice) => {
    expect(explain(output)).toContain(advice);
  });

  test("nothing is guessed from other output", () => {
    expect(explain("error TS2304: Cannot find name 'x'.")).toBeNull();
  });
});

test("a failure is told without its stack, a bug with it", () => {
  expect(tell(new Failure("Install it."))).toBe("Install it.");
  expect(tell(new TypeError("x is null"))).toContain("failure.test.mjs");
});
