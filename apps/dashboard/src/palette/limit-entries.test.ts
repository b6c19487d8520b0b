import { describe, expect, test } from "vitest";
import { limitEntries } from "./limit-entries.js";

const APIS = [
  { code: "sms", name: "SMS" },
  { code: "sms-v2", name: "Messages" },
  { code: "voice", name: "Voice calls" },
];
const found = (text: string) => limitEntries(APIS, text).map(({ act }) => act.kind === "limit" && act.api);

describe("a limit", () => {
  test.each([
    ["SMS", ["sms", "sms-v2"]],
    ["limit calls", ["voice"]],
    ["messages", ["sms-v2"]],
    ["all", []],
  ])("is found by the name or the code of its API: “%s”", (text, codes) => {
    expect(found(text)).toEqual(codes);
  });

  test("is offered once something is typed, and with few others", () => {
    expect(found("")).toEqual([]);
    const many = Array.from({ length: 300 }, (_, index) => ({ code: `api-${index}`, name: `API ${index}` }));
    expect(limitEntries(many, "api")).toHaveLength(5);
  });
});
