import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Address, WithAddresses } from "./address.js";

test.each([
  ["2001:db8::8a2e:370/64", "2001:<wbr/>db8::<wbr/>8a2e:<wbr/>370/64"],
  ["::1", "::<wbr/>1"],
  ["203.0.113.9", "203.0.113.9"],
])("an address may break after its colons alone, and is read as one word: %s", (text, parts) => {
  const html = renderToStaticMarkup(<Address text={text} />);
  expect(html).toBe(`<span class="lk-mono lk-address">${parts}</span>`);
});

test("so may one within a sentence, whose own colons are left alone", () => {
  const html = renderToStaticMarkup(<WithAddresses text="Still in use: 3 calls, last from 2001:db8::1." />);
  expect(html).toBe("Still in use: 3 calls, last from 2001:<wbr/>db8::<wbr/>1.");
});
