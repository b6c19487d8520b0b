import { describe, expect, test } from "vitest";
import {
  findEntries,
  findNotes,
  networkDiff,
  networkInWords,
  newlyWhole,
  tooManyEntries,
  wholeInternet,
  wouldAdmit,
} from "./network.js";

const listed = (...cidrs: string[]) => ({
  scope: "ALLOWLIST_ONLY" as const,
  entries: cidrs.map((cidr) => ({ cidr, note: null })),
});

describe("a network", () => {
  test("with nothing listed admits nobody", () => {
    expect(wouldAdmit(listed(), "192.0.2.1")).toBe(false);
    expect(networkInWords("ALLOWLIST_ONLY", 0)).toBe("No address");
  });
  test("admits by the gateway's rule", () => {
    expect(wouldAdmit(listed("203.0.113.0/24"), "203.0.113.255")).toBe(true);
    expect(wouldAdmit(listed("0.0.0.0/0"), "2001:db8::1")).toBe(false);
  });
  test("says whose an address is, by the notes of the entries that admit it", () => {
    const entries = [
      { cidr: "203.0.113.0/24", note: "Office" },
      { cidr: "203.0.113.9/32", note: "The CRM" },
      { cidr: "203.0.113.0/25", note: null },
    ];
    expect(findNotes(entries, "203.0.113.9")).toEqual(["Office", "The CRM"]);
    expect(findNotes(entries, "other")).toEqual([]);
  });
  test("names the entries that stand for a whole internet", () => {
    expect(wholeInternet(listed("0.0.0.0/0", "10.0.0.0/8", "::/0"))).toEqual(["0.0.0.0/0", "::/0"]);
  });
  test("asks about such an entry only when it is new", () => {
    expect(newlyWhole(listed("::/0"), listed("0.0.0.0/0", "::/0"))).toEqual(["0.0.0.0/0"]);
    expect(newlyWhole(null, listed("::/0"))).toEqual(["::/0"]);
  });
});

test("the difference tells entries from notes", () => {
  const before = { ...listed("192.0.2.1/32", "192.0.2.2/32") };
  const after = {
    scope: "ALLOWLIST_ONLY" as const,
    entries: [
      { cidr: "192.0.2.2/32", note: "Berlin" },
      { cidr: "192.0.2.3/32", note: null },
    ],
  };
  expect(networkDiff(before, after)).toEqual({
    added: ["192.0.2.3/32"],
    removed: ["192.0.2.1/32"],
    notes: 1,
  });
});

test("of a long list an entry is found by a part of it, by its note, and by an address that it admits", () => {
  const entries = [
    { cidr: "203.0.113.0/24", note: "Office in Bengaluru" },
    { cidr: "2001:db8:1::/48", note: null },
  ];
  const found = (text: string) => findEntries(entries, text).map(({ cidr }) => cidr);
  expect(found("")).toHaveLength(2);
  expect(found("113.0")).toEqual(["203.0.113.0/24"]);
  expect(found(" BENGALURU ")).toEqual(["203.0.113.0/24"]);
  expect(found("203.0.113.77")).toEqual(["203.0.113.0/24"]);
  expect(found("2001:DB8:1:9::7")).toEqual(["2001:db8:1::/48"]);
  expect(found("198.51.100.7")).toEqual([]);
});

test("a list may have a thousand entries; of a longer one it is said how many are too many", () => {
  const listOf = (length: number) => ({
    scope: "ALLOWLIST_ONLY" as const,
    entries: Array.from({ length }, (_, index) => ({ cidr: `192.0.2.${index}/32`, note: null })),
  });
  expect(tooManyEntries(listOf(1_000))).toBeUndefined();
  expect(tooManyEntries(listOf(1_001))).toContain("remove 1,");
});
