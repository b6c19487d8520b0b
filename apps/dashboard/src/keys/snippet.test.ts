import { describe, expect, test } from "vitest";
import { curl, exportPair, node, python, SNIPPETS, samplePath } from "./snippet.js";

const operation = (code: string, method: string, path: string) => ({ code, method, path, summary: "" });
const APIS = [
  {
    code: "voice",
    name: "Voice",
    operations: [
      operation("voice.connect", "POST", "/v1/Accounts/{sid}/Calls/connect"),
      operation("voice.get", "GET", "/v1/Accounts/{sid}/Calls/{call_sid}"),
      operation("voice.list", "GET", "/v1/Accounts/{sid}/Calls"),
    ],
  },
  { code: "sms", name: "SMS", operations: [operation("sms.list", "GET", "/v1/Accounts/{sid}/Sms")] },
];

describe("the sample path", () => {
  test("only reads and has nothing left to fill in", () => {
    expect(samplePath(APIS, "demo", { scope: "ALL_APIS", codes: [] })).toBe("/v1/Accounts/demo/Calls");
  });
  test("is one that the key may call", () => {
    expect(samplePath(APIS, "demo", { scope: "SELECTED_APIS", codes: ["sms"] })).toBe(
      "/v1/Accounts/demo/Sms",
    );
  });
  test("is missing when the key may read nothing", () => {
    expect(samplePath(APIS, "demo", { scope: "SELECTED_APIS", codes: ["voice.connect"] })).toBeNull();
  });
});

const INPUT = {
  gatewayUrl: "http://localhost:4100",
  path: "/v1/Accounts/demo/Calls",
  apiKey: "lk_a",
  token: "lkt_b",
};

describe("a snippet", () => {
  test("for curl carries the pair and the gateway's address", () => {
    expect(curl(INPUT)).toBe("curl -u 'lk_a:lkt_b' \\\n  'http://localhost:4100/v1/Accounts/demo/Calls'");
  });
  test("for curl reads the token from the environment once it can't be known", () => {
    expect(curl({ ...INPUT, token: null })).toContain('"lk_a:$LATCHKEY_TOKEN"');
  });
  test("sets every variable that it reads, before it reads it", () => {
    for (const token of ["lkt_b", null]) {
      for (const { name, write, prepare } of SNIPPETS) {
        const input = { ...INPUT, token };
        const text = [prepare?.(input), write(input)].filter(Boolean).join("\n");
        for (const variable of ["LATCHKEY_KEY", "LATCHKEY_TOKEN"]) {
          const read = text.search(new RegExp(`(?<!export )${variable}(?!=)`));
          const set = text.indexOf(`${variable}=`);
          if (read >= 0) expect(set >= 0 && set < read, `${name} ${variable}`).toBe(true);
        }
      }
    }
  });
  test("never leaves out a token that is known", () => {
    expect(exportPair(INPUT)).toBe("export LATCHKEY_KEY='lk_a'\nexport LATCHKEY_TOKEN='lkt_b'");
  });
  test("in a language keeps the token out of the source", () => {
    expect(node(INPUT)).not.toContain("lkt_b");
    expect(python(INPUT)).not.toContain("lkt_b");
  });
});
