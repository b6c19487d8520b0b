import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readConfig as readGateway } from "../../apps/gateway/src/config.ts";
import { readConfig as readServer } from "../../apps/server/src/config.ts";
import { at } from "./paths.mjs";

/** All that README lists. */
const names = [...readFileSync(at("README.md"), "utf8").matchAll(/^\| (`[A-Z_`, ]+) \|/gm)]
  .flatMap(([, cell = ""]) => cell.match(/[A-Z_]+/g) ?? [])
  .sort();

const SECRET = "n3verShown";
const PARTS = [
  ...[
    "http://",
    "https://",
    "mysql://",
    "sqlite:",
    "redis://",
    "rediss://",
    "smtp://",
    "smtps://",
    "?ssl-mode=REQUIRED",
  ],
  ...[
    `u:${SECRET}@`,
    SECRET,
    "host",
    "::1",
    "10.0.0.0/8",
    "a@b.co",
    "none",
    "required",
    "[",
    "]",
    "0",
    "-1",
    "99999",
    "1e3",
  ],
  ...[":", "/", "?", "#", "@", ",", ".", "\\", " ", "\t", "\n", "\r", "\0", "%zz", "%2F", "\u00e9", "\ud800"],
];
const value = fc
  .array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 7 })
  .map((parts) => parts.join(""));

it("a value that can't be used ends a start with one line that names its variable, and never the value", () => {
  expect(names.length).toBeGreaterThan(30);
  const property = fc.property(fc.constantFrom(...names), value, (name, given) => {
    for (const read of [readServer, readGateway])
      try {
        read({ [name]: given });
      } catch (error) {
        const failure = /** @type {Error} */ (error);
        expect([failure.constructor.name, failure.message]).toEqual([
          "Failure",
          expect.stringMatching(`^${name} [^\n]+$`),
        ]);
        expect(failure.message).not.toContain(SECRET);
      }
  });
  fc.assert(property, { numRuns: 5_000 });
});
