import { describe, expect, test } from "vitest";
import { isUnused, usedLast } from "./first-use.js";

const KEY = {
  id: "key_1",
  name: "Default",
  key: "lk_1",
  status: "ACTIVE",
  accessScope: "ALL_APIS",
  permissions: [],
  lastUsedAt: null,
  lastUsedAddress: null,
} as const;
const key = (lastUsedAt: string | null) => ({ ...KEY, permissions: [], lastUsedAt });
const EARLY = "2026-03-01T12:00:00.000Z";
const LATE = "2026-03-01T13:00:00.000Z";

describe("an account has made no request", () => {
  test("while none of its keys was used, or it has none", () => {
    expect(isUnused({ nodes: [key(null)], totalCount: 1 })).toBe(true);
    expect(isUnused({ nodes: [], totalCount: 0 })).toBe(true);
  });

  test("no longer, once one was", () => {
    expect(isUnused({ nodes: [key(null), key(EARLY)], totalCount: 2 })).toBe(false);
  });

  test("is not said of one with more keys than were looked at", () => {
    expect(isUnused({ nodes: [key(null)], totalCount: 101 })).toBe(false);
  });
});

test("of several used keys the last one is told", () => {
  expect(usedLast([key(EARLY), key(null), key(LATE)])?.lastUsedAt).toBe(LATE);
  expect(usedLast([key(null)])).toBeUndefined();
});
