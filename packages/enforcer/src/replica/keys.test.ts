import { compileCatalogue, Span } from "@latchkey/enforcement";
import fc from "fast-check";
import { expect, test } from "vitest";
import { silentLogger } from "../logger.js";
import { AccountNumbers, Accounts } from "./accounts.js";
import { Keys } from "./keys.js";
import { PermissionSets } from "./permission-sets.js";
import { Problems } from "./problems.js";

const problems = new Problems(silentLogger);

function newKeys() {
  const sets = new PermissionSets(compileCatalogue([]));
  return { sets, keys: new Keys(new Accounts(new AccountNumbers()), sets) };
}

interface Facts {
  tokens: number;
  cidrs: number;
  codes: string[];
  disabled: boolean;
  deleted: boolean;
}

function rowsOf(key: string, { tokens, cidrs, codes, disabled, deleted }: Facts) {
  const id = `id-${key}`;
  return {
    key: [id, "a", key, Number(disabled), 7, "SELECTED_APIS", "ALLOWLIST_ONLY", deleted ? 1 : null],
    tokens: Array.from({ length: tokens }, (_, at) => [
      id,
      `${key}-${at}`,
      "sha256",
      `${at}`.repeat(64),
      at || null,
      null,
    ]),
    permissions: codes.map((code) => [id, code]),
    allowlist: Array.from({ length: cidrs }, (_, at) => [id, `10.0.${2 * at}.0/24`]),
  };
}

const facts = fc.record({
  tokens: fc.nat({ max: 2 }),
  cidrs: fc.nat({ max: 100 }),
  codes: fc.subarray(["sms", "voice", "links"]),
  disabled: fc.boolean(),
  deleted: fc.boolean(),
});

test("keys are what was last said of them, whatever was added, changed and deleted before", () => {
  const step = fc.tuple(fc.nat({ max: 60 }), facts);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const { keys, sets } = newKeys();
      const plain = new Map<string, Facts>();
      for (const [number, said] of steps) {
        const key = `lk_${number}`;
        keys.apply(rowsOf(key, said), problems);
        if (said.deleted) plain.delete(key);
        else plain.set(key, said);
      }
      expect(keys.size).toBe(plain.size);
      expect(sets.size).toBeLessThanOrEqual(8);
      for (let number = 0; number <= 60; number++) {
        const [key, said] = [`lk_${number}`, plain.get(`lk_${number}`)];
        const found = keys.find(Span.of(key));
        if (said === undefined) {
          expect(found).toBeUndefined();
          continue;
        }
        expect(found).toMatchObject({
          id: `id-${key}`,
          key,
          disabled: said.disabled,
          expiresAt: 7,
          broken: false,
          tokensBroken: false,
        });
        expect(found?.allowlist.ranges).toMatchObject({ v4: said.cidrs, v6: 0 });
        const tokens = found?.tokens
          .filter(({ id }) => id !== "")
          .map(({ id, hash, retiresAt }) => [id, Buffer.from(hash).toString("hex"), retiresAt]);
        const expected = [0, 1].slice(0, said.tokens);
        expect(tokens).toEqual(expected.map((at) => [`${key}-${at}`, `${at}`.repeat(64), at || null]));
      }
    }),
    { numRuns: 100 },
  );
});

test("twenty thousand changes of a few keys take no more memory than the few at their largest", () => {
  const { keys } = newKeys();
  const said = { tokens: 1, codes: [], disabled: false };
  for (let change = 0; change < 20_000; change++) {
    const rows = rowsOf(`lk_${change % 50}`, { ...said, cidrs: change % 7, deleted: change % 3 === 0 });
    keys.apply(rows, problems);
  }
  expect(keys.bytes).toBe(2 ** 20);
});
