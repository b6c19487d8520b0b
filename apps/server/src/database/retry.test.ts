import { describe, expect, it } from "vitest";
import { retried } from "./retry.js";

function failing(times: number, code: string) {
  let runs = 0;
  return {
    runs: () => runs,
    transaction: async () => {
      runs += 1;
      if (runs <= times) throw Object.assign(new Error("conflict"), { driverError: { code } });
      return "done";
    },
  };
}

describe("a transaction that lost against another one", () => {
  it.each(["ER_LOCK_DEADLOCK", "ER_LOCK_WAIT_TIMEOUT", "SQLITE_BUSY"])(
    "is run again after %s, up to three times",
    async (code) => {
      const { runs, transaction } = failing(3, code);
      await expect(retried(transaction)).resolves.toBe("done");
      expect(runs()).toBe(4);
    },
  );

  it("fails when it lost a fourth time", async () => {
    const { runs, transaction } = failing(4, "ER_LOCK_DEADLOCK");
    await expect(retried(transaction)).rejects.toThrow("conflict");
    expect(runs()).toBe(4);
  });
});

describe("a transaction that failed by itself", () => {
  it("is not run again", async () => {
    const { runs, transaction } = failing(1, "ER_DUP_ENTRY");
    await expect(retried(transaction)).rejects.toThrow("conflict");
    expect(runs()).toBe(1);
  });
});
