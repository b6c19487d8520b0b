import fc from "fast-check";
import { sha256 } from "../rules/token.mjs";
import { cidr } from "./addresses.mjs";
import { APIS, CODES, OPERATIONS } from "./catalogue.mjs";
import { publicKey, token } from "./secrets.mjs";

/**
 * Rules, with the texts of all tokens that their keys have ever had. `isTight`: with limits of one to four requests.
 *
 * @import { ApiKey, Rules } from "../rules/types.mjs"
 * @typedef {{ rules: Rules, texts: Map<string, string[]>, serial: number, isTight: boolean }} World
 */

export const SIDS = ["demo", "Demo", "a-1_b"];
/** The moment of every world. Everything that ends does so a few whole seconds before or after it. */
export const NOW = 1_800_000_000_000;
const PLENTY = 1_000_000;

/** True in so many of ten cases. Shrinks to false. @param {number} tenths */
export const rarely = (tenths) => fc.nat(9).map((number) => number > 9 - tenths);
/** A moment close to NOW. */
export const instant = fc.integer({ min: -4, max: 4 }).map((seconds) => NOW + seconds * 1000);

/** The properties of a key that can be chosen freely. */
export const keyTerms = fc.record({
  sid: fc.constantFrom(...SIDS),
  enabled: rarely(1).map((isRare) => !isRare),
  expiresAt: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: instant }),
  accessScope: fc.constantFrom(/** @type {const} */ ("ALL_APIS"), /** @type {const} */ ("SELECTED_APIS")),
  codes: fc.subarray(CODES, { maxLength: 12 }),
  addressScope: fc.constantFrom(
    /** @type {const} */ ("ANY_ADDRESS"),
    /** @type {const} */ ("ANY_ADDRESS"),
    /** @type {const} */ ("ALLOWLIST_ONLY"),
  ),
  allowlist: fc.array(cidr, { maxLength: 4 }),
});

const firstTokens = fc.record({
  isImported: rarely(1),
  hasOld: rarely(4),
  retiresAt: instant,
  deleted: rarely(2),
});

/** @returns {fc.Arbitrary<World>} */
export function world() {
  return fc
    .record({
      isTight: rarely(3),
      operations: fc.subarray(OPERATIONS, { minLength: 10 }),
      suspended: fc.tuple(rarely(1), rarely(1), rarely(1)),
      limits: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: APIS.length, maxLength: APIS.length }),
      keys: fc.array(fc.tuple(keyTerms, firstTokens), { minLength: 2, maxLength: 6 }),
    })
    .map(({ isTight, operations, suspended, limits, keys }) => {
      const made = {
        /** @type {Rules} */
        rules: {
          operations,
          apis: APIS.map((code, at) => ({
            code,
            catalogueLimit: isTight ? Number(limits[at]) : PLENTY,
            operatorLimit: null,
            windowMs: 1000 * (1 + (at % 2)),
          })),
          accounts: SIDS.map((sid, at) => ({ sid, suspended: Boolean(suspended[at]) })),
          grants: [],
          keys: [],
        },
        texts: new Map(),
        serial: 0,
        isTight,
      };
      for (const [terms, tokens] of keys) addKey(made, terms, tokens);
      return made;
    });
}

/**
 * @param {World} world
 * @param {Omit<ApiKey, "key" | "tokens">} terms
 * @param {{ isImported: boolean, hasOld: boolean, retiresAt: number, deleted: boolean }} tokens
 */
export function addKey(world, terms, { isImported, hasOld, retiresAt, deleted }) {
  world.serial += 1;
  const key = isImported ? `imported_${world.serial}` : publicKey(world.serial);
  const text = isImported ? `old-style_${world.serial}` : token(world.serial * 1000);
  const old = token(world.serial * 1000 + 1);
  world.texts.set(key, hasOld ? [text, old] : [text]);
  const tokens = [{ sha256: sha256(text), retiresAt: /** @type {number | null} */ (null), deleted: false }];
  if (hasOld) tokens.push({ sha256: sha256(old), retiresAt, deleted });
  world.rules.keys.push({ ...structuredClone(terms), key, tokens });
}
