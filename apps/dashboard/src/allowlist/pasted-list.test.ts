import { describe, expect, test } from "vitest";
import { parsePastedList, stillTyped } from "./pasted-list.js";

describe("a pasted list", () => {
  test("may be apart by lines, commas, semicolons and spaces, and is written canonically", () => {
    const { entries, refused } = parsePastedList(
      "203.0.113.0/24, 198.51.100.7;2001:DB8::/32\n192.0.2.1 192.0.2.2",
      [],
    );
    expect(entries.map(({ cidr }) => cidr)).toEqual([
      "203.0.113.0/24",
      "198.51.100.7/32",
      "2001:db8::/32",
      "192.0.2.1/32",
      "192.0.2.2/32",
    ]);
    expect(refused).toEqual([]);
  });
  test("may be JSON or have bullets, which count for nothing; other words are refused", () => {
    const pasted = '["192.0.2.9", "192.0.2.10"]\n• 192.0.2.11\n- 192.0.2.12\nallow 192.0.2.13;';
    const { entries, refused } = parsePastedList(pasted, []);
    expect(entries.map(({ cidr }) => cidr)).toEqual([
      "192.0.2.9/32",
      "192.0.2.10/32",
      "192.0.2.11/32",
      "192.0.2.12/32",
      "192.0.2.13/32",
    ]);
    expect(refused.map(({ text }) => text)).toEqual(["allow"]);
  });
  test("lets nothing in by a line that keeps addresses out", () => {
    const { entries, refused } = parsePastedList(
      "allow 192.0.2.1;\ndeny 192.0.2.13, 192.0.2.14; # bad\n",
      [],
    );
    expect(entries.map(({ cidr }) => cidr)).toEqual(["192.0.2.1/32"]);
    expect(refused.map(({ text }) => text)).toEqual(["allow", "deny 192.0.2.13, 192.0.2.14;"]);
    expect(stillTyped(refused)).toBe("allow\ndeny 192.0.2.13, 192.0.2.14; # bad");
  });
  test("takes what follows a # as the note of its line", () => {
    expect(parsePastedList("192.0.2.1 # Berlin #2\n192.0.2.2", []).entries).toEqual([
      { cidr: "192.0.2.1/32", note: "Berlin #2" },
      { cidr: "192.0.2.2/32", note: null },
    ]);
  });
  test("adds the good entries and refuses the others, with what was meant", () => {
    const { entries, refused } = parsePastedList("10.0.0.1/8\n192.0.2.1\nnonsense", []);
    expect(entries).toHaveLength(1);
    expect(refused.map(({ text, suggestion }) => [text, suggestion])).toEqual([
      ["10.0.0.1/8", "10.0.0.0/8"],
      ["nonsense", null],
    ]);
  });
  test("refuses what is listed already, in whatever spelling", () => {
    const listed = [{ cidr: "192.0.2.1/32", note: null }];
    const { entries, refused } = parsePastedList("::ffff:192.0.2.1\n192.0.2.3 192.0.2.3/32", listed);
    expect(entries.map(({ cidr }) => cidr)).toEqual(["192.0.2.3/32"]);
    expect(refused.map(({ text }) => text)).toEqual(["::ffff:192.0.2.1", "192.0.2.3/32"]);
  });
});

describe("what stays in the field", () => {
  const stays = (pasted: string) => stillTyped(parsePastedList(pasted, []).refused);
  test("is nothing when all was added", () => {
    expect(stays("# offices\n192.0.2.1 # Berlin\n\n")).toBe("");
  });
  test("is a refused line as it was typed, with its comment", () => {
    const line = "  10.0.0.1/8,  10.0.0.2/8 ; # Berlin #2, soon  ";
    expect(stays(`192.0.2.1 # Bonn\r\n${line}\r\n192.0.2.2`)).toBe(line);
    expect(stays("10.0.0.1/8 the office\nnonsense")).toBe("10.0.0.1/8 the office\nnonsense");
  });
  test("is of a line that was added in part what was not, with the comment", () => {
    expect(stays("192.0.2.1, 10.0.0.1/8, nonsense # Berlin")).toBe("10.0.0.1/8 nonsense # Berlin");
    expect(stays("192.0.2.1 nonsense")).toBe("nonsense");
  });
  test("gives the same entries and notes once it is put right", () => {
    const left = stays("192.0.2.1, 10.0.0.1/8 # Berlin\n10.0.0.1/9");
    expect(parsePastedList(left.replaceAll("0.1/", "0.0/"), []).entries).toEqual([
      { cidr: "10.0.0.0/8", note: "Berlin" },
      { cidr: "10.0.0.0/9", note: null },
    ]);
  });
});
