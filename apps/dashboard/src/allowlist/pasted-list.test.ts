import { describe, expect, test } from "vitest";
import { parsePastedList, putRight, stillTyped } from "./pasted-list.js";

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
    expect(refused.every(({ isListed }) => isListed)).toBe(true);
  });
});

describe("a range that is written otherwise than with a prefix length", () => {
  const read = (pasted: string) => {
    const { entries, refused } = parsePastedList(pasted, []);
    return [
      entries.map(({ cidr }) => cidr),
      refused.map(({ text, message, suggestion }) => [text, suggestion ?? message]),
    ];
  };
  test("is refused where it has two ends, neither of which is let in alone", () => {
    const message = "A range is written with a prefix length: 192.0.2.0/24.";
    for (const text of [
      "192.0.2.10 - 192.0.2.20",
      "192.0.2.10 – 192.0.2.20",
      "192.0.2.10 to 192.0.2.20",
      "192.0.2.10-192.0.2.20",
      "2001:db8::1 - 2001:db8::ff",
    ])
      expect(read(`198.51.100.7\n${text}`)).toEqual([["198.51.100.7/32"], [[text, message]]]);
  });
  test("is offered where it has a netmask, which is no address of its own", () => {
    expect(read("10.1.2.0 255.255.255.0")).toEqual([[], [["10.1.2.0 255.255.255.0", "10.1.2.0/24"]]]);
    expect(read("10.1.2.0\t255.255.255.0\n192.0.2.1")).toEqual([
      ["192.0.2.1/32"],
      [["10.1.2.0 255.255.255.0", "10.1.2.0/24"]],
    ]);
    const [entries, [[text] = []] = []] = read("10.1.2.0 0.0.0.255");
    expect([entries, text]).toEqual([[], "10.1.2.0 0.0.0.255"]);
  });
});

describe("rows of a spreadsheet", () => {
  test("give their addresses, with what stands in the other cells as their note", () => {
    const rows = '203.0.113.0/24\tLondon office\tPeter\n\t2001:db8::/32\tParis\n"Rome"\t198.51.100.7';
    expect(parsePastedList(rows, [])).toEqual({
      entries: [
        { cidr: "203.0.113.0/24", note: "London office, Peter" },
        { cidr: "2001:db8::/32", note: "Paris" },
        { cidr: "198.51.100.7/32", note: '"Rome"' },
      ],
      refused: [],
    });
  });
  test("hide no address in a note, and let nothing in that they keep out", () => {
    const { entries, refused } = parsePastedList("192.0.2.1\t192.0.2.2 prod\n192.0.2.3\tdeny", []);
    expect(entries.map(({ cidr }) => cidr)).toEqual(["192.0.2.1/32", "192.0.2.2/32"]);
    expect(refused.map(({ text }) => text)).toEqual(["prod", "192.0.2.3\tdeny"]);
  });
  test("stay as they were typed where they are refused, and keep their note once they are put right", () => {
    const row = "10.0.0.1/8\tLondon office";
    const [entry] = parsePastedList(row, []).refused;
    expect(stillTyped(entry ? [entry] : [])).toBe(row);
    expect(entry && parsePastedList(putRight(row, entry), []).entries).toEqual([
      { cidr: "10.0.0.0/8", note: "London office" },
    ]);
  });
});

describe("what was probably meant", () => {
  const righted = (pasted: string) => parsePastedList(pasted, []).refused.reduce(putRight, pasted);
  test("takes the place of what was refused, and leaves the rest as it was typed", () => {
    expect(righted("110.0.0.1/8x, 10.0.0.1/8; 192.0.2.1 # was 10.0.0.1/8")).toBe(
      "110.0.0.1/8x, 10.0.0.0/8; 192.0.2.1 # was 10.0.0.1/8",
    );
    expect(righted("# 10.0.0.1/8\n10.0.0.1/8\nnonsense")).toBe("# 10.0.0.1/8\n10.0.0.0/8\nnonsense");
    expect(righted("[2001:db8::1]\n10.1.2.0 ,255.255.255.0")).toBe("2001:db8::1/128\n10.1.2.0/24");
  });
  test("is found for each where the same is written twice", () => {
    expect(righted("10.0.0.1/8\n10.0.0.1/8")).toBe("10.0.0.0/8\n10.0.0.0/8");
  });
  test("changes nothing where it was put right by hand meanwhile", () => {
    const [entry] = parsePastedList("10.0.0.1/8", []).refused;
    expect(entry && putRight("10.0.0.1/80", entry)).toBe("10.0.0.1/80");
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
