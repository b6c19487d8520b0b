import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isListed, readClient } from "./rules/address.mjs";
import { readBasic } from "./rules/basic.mjs";
import { listeners } from "./rules/listeners.mjs";
import { readPath } from "./rules/path.mjs";

// biome-ignore lint/suspicious/noExplicitAny: each file has fields of its own.
type Vector = any;
const read = (name: string, list = "vectors"): Vector[] =>
  JSON.parse(readFileSync(`packages/enforcement/vectors/${name}.json`, "utf8"))[list];

test.each(read("basic"))("the oracle reads Basic as published: $why", ({ authorization, key, token }) => {
  expect(readBasic(authorization)).toEqual(key === null ? null : { key, token });
});

test.each(read("paths"))("the oracle reads paths as published: $path, $why", ({ path, segments }) => {
  expect(readPath(path)).toEqual(segments);
});

test.each(read("addresses"))("the oracle reads addresses as published: $text, $why", ({ text, address }) => {
  if (address === null) expect(readClient(text)).toBeNull();
  else expect(isListed([`${address}/${address.includes(":") ? 128 : 32}`], text)).toBe(true);
});

test.each(read("addresses", "forwarded"))(
  "the oracle reads X-Forwarded-For as published: $why",
  ({ trusted, peer, forwardedFor, clientAddress }) => {
    const headers = forwardedFor.map((line: string) => ["X-Forwarded-For", line]);
    const asked = listeners.proxy({ method: "GET", target: "/", headers, peer, trusted });
    if (clientAddress === null) expect(isListed(["0.0.0.0/0", "::/0"], asked.clientAddress)).toBe(false);
    else {
      const alone = `${clientAddress}/${clientAddress.includes(":") ? 128 : 32}`;
      expect(isListed([alone], asked.clientAddress)).toBe(true);
    }
  },
);
