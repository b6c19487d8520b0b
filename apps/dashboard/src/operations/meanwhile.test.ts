import { describe, expect, test } from "vitest";
import { defaultMeanwhile, grantMeanwhile, ruleMeanwhile } from "./meanwhile.js";

describe("who was faster is named, with what is in force now", () => {
  test("for a default that was set, or given back", () => {
    const api = {
      defaultLimit: 300,
      windowSeconds: 60,
      operatorLimitSetBy: { name: "Oda", email: "oda@example.com" },
    };
    expect(defaultMeanwhile({ ...api, operatorLimit: 300 })).toBe(
      "Oda (oda@example.com) set 300 per minute.",
    );
    expect(defaultMeanwhile({ ...api, operatorLimit: null })).toBe(
      "Oda (oda@example.com) gave it back to the catalogue: 300 per minute.",
    );
    expect(defaultMeanwhile({ ...api, operatorLimit: 300, operatorLimitSetBy: null })).toMatch(
      /^Another operator set/,
    );
  });

  test("for a grant that was ended, or followed by another", () => {
    const row = { limit: 200, windowSeconds: 60, validUntil: null };
    expect(grantMeanwhile({ ...row, grantId: null })).toBe(
      "The grant has ended already: the default of 200 per minute is in force.",
    );
    expect(grantMeanwhile({ ...row, grantId: "grt_2" })).toBe(
      "Another grant is in force: 200 per minute for ever.",
    );
  });

  test("for a rule", () => {
    const rule = {
      enabled: false,
      upToTimesDefault: 2,
      peakShare: 0.8,
      setBy: { name: "Oda", email: "oda@example.com" },
    };
    expect(ruleMeanwhile(rule)).toBe(
      "Oda (oda@example.com) set another rule. Every request waits for an operator.",
    );
  });
});
