import { createToken } from "@latchkey/enforcement";
import { describe, expect, it } from "vitest";
import { withoutTokens } from "./without-tokens.js";

const TOKEN = createToken((length) => new Uint8Array(length).fill(7));
const escaped = (text: string) => [...text].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join("");
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("a token of ours", () => {
  it.each([
    ["as it is", `/v1/${TOKEN}/x`],
    ["in the middle of a segment", `/v1/a-${TOKEN}.json`],
    ["with its first letter escaped", `/v1/%6C${TOKEN.slice(1)}`],
    ["with its underscore escaped", `/v1/lkt%5F${TOKEN.slice(4)}`],
    ["all escaped", `/v1/${escaped(TOKEN)}`],
    ["with its underscore escaped twice", `/v1/lkt%255f${TOKEN.slice(4)}`],
    ["with its underscore escaped many times", `/v1/lkt%${"25".repeat(2_000)}5F${TOKEN.slice(4)}`],
    ["with an escape in the letters of an escape", `/v1/lkt%%35f${TOKEN.slice(4)}`],
    ["all escaped, and that all escaped again", `/v1/${escaped(escaped(TOKEN))}`],
    [
      "in more escapes of escapes than are looked at",
      `/v1/lkt${"%".repeat(40)}${"3".repeat(39)}5f${TOKEN.slice(4)}`,
    ],
    ["in the base64 of its pair", `/v1/${base64(`lk_ABCDEFGHIJKLMNOPQRST:${TOKEN}`)}/x`],
    ["in base64 without its padding", `/v1/${Buffer.from(`lk_AB:${TOKEN}`).toString("base64url")}`],
    ["in the base64 of its pair, after letters that are none of it", `/v1/ab${base64(`lk_AB:${TOKEN}`)}`],
    ["as a method", TOKEN],
  ])("is hidden %s", (_, text) => {
    const hidden = withoutTokens(text);
    expect(hidden).not.toContain(TOKEN.slice(4, 12));
    expect(hidden).not.toContain(base64(TOKEN).slice(4, 20));
    expect(hidden).toContain("…");
  });
});

describe("what is no token", () => {
  it.each([
    "/v1/Accounts/demo/Calls/5f2c9e8a7b6d4c3e2f1a0b9c8d7e6f5a",
    "/v2/accounts/demo/contacts/%61%2D%C3%A9",
    "/v1/a%252fb%25255f/100%25",
    "/v1/lkt_",
    "GET",
    "",
  ])("stays as it is: %j", (text) => {
    expect(withoutTokens(text)).toBe(text);
  });
});
