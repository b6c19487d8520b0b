import fc from "fast-check";
import { sha256 } from "../rules/token.mjs";
import { APIS, OPERATIONS } from "./catalogue.mjs";
import { token } from "./secrets.mjs";
import { addKey, instant, keyTerms, NOW, rarely, SIDS } from "./world.mjs";

/**
 * @import { Account, ApiKey, Grant } from "../rules/types.mjs"
 * @import { World } from "./world.mjs"
 *
 * What has to be stored after a change.
 * @typedef {{ key: ApiKey } | { gone: string } | { account: Account } | { grant: Grant } | { catalogue: true } | null} Touched
 */

const recipe = {
  at: fc.nat(7),
  number: fc.integer({ min: 1, max: 4 }),
  instant,
  code: fc.constantFrom(...APIS),
  sid: fc.constantFrom(...SIDS),
  flag: rarely(5),
  isRare: rarely(1),
  terms: keyTerms,
  operations: fc.subarray(OPERATIONS, { minLength: 10 }),
};

/** @typedef {{ [K in keyof typeof recipe]: typeof recipe[K] extends fc.Arbitrary<infer T> ? T : never }} Recipe */

/** What owners and operators do. Each act changes the world. @type {Record<string, (world: World, recipe: Recipe) => Touched>} */
const ACTS = {
  "set permissions": (world, { at, terms: { accessScope, codes } }) =>
    withKey(world, at, (key) => Object.assign(key, { accessScope, codes })),
  "set the allowlist": (world, { at, terms: { addressScope, allowlist } }) =>
    withKey(world, at, (key) => Object.assign(key, { addressScope, allowlist })),
  "enable or disable": (world, { at, terms: { enabled } }) =>
    withKey(world, at, (key) => Object.assign(key, { enabled })),
  "set the expiry": (world, { at, terms: { expiresAt } }) =>
    withKey(world, at, (key) => Object.assign(key, { expiresAt })),
  regenerate: (world, { at, instant: retiresAt }) =>
    withKey(world, at, (key) => {
      world.serial += 1;
      const text = token(world.serial * 1000);
      world.texts.get(key.key)?.unshift(text);
      const [active] = key.tokens;
      const old = active ? [{ ...active, retiresAt }] : [];
      key.tokens = [{ sha256: sha256(text), retiresAt: null, deleted: false }, ...old];
    }),
  "delete the old token": (world, { at }) =>
    withKey(world, at, (key) => {
      const [, old] = key.tokens;
      if (old) old.deleted = true;
    }),
  "delete a key": ({ rules }, { at }) => {
    const [gone] = rules.keys.splice(at % Math.max(1, rules.keys.length), 1);
    return gone ? { gone: gone.key } : null;
  },
  "make a key": (world, { terms, instant: retiresAt, flag }) => {
    addKey(world, terms, { isImported: false, hasOld: flag, retiresAt, deleted: false });
    return { key: /** @type {ApiKey} */ (world.rules.keys.at(-1)) };
  },
  "suspend an account or let it go on": ({ rules }, { sid, isRare }) => {
    const account = /** @type {Account} */ (rules.accounts.find((candidate) => candidate.sid === sid));
    account.suspended = isRare;
    return { account };
  },
  "set an Api's default": ({ rules, isTight }, { code, number, flag }) => {
    const api = rules.apis.find((candidate) => candidate.code === code);
    if (api) api.operatorLimit = flag ? limit(isTight, number) : null;
    return { catalogue: true };
  },
  "grant a limit": ({ rules, isTight }, { sid, code, number, instant: validUntil, flag }) => {
    const order = { createdAt: NOW + rules.grants.length, validUntil: flag ? validUntil : null };
    const grant = { sid, api: code, limit: limit(isTight, number), ...order, ended: false };
    rules.grants.push(grant);
    return { grant };
  },
  "end a grant": ({ rules }, { at }) => {
    const grant = rules.grants[at % Math.max(1, rules.grants.length)];
    if (grant) grant.ended = true;
    return grant ? { grant } : null;
  },
  "change the catalogue": ({ rules }, { operations }) => {
    rules.operations = operations;
    return { catalogue: true };
  },
};

/** A random act. */
export const change = fc.record({ act: fc.constantFrom(...Object.keys(ACTS)), ...recipe });

/** @typedef {Recipe & { act: string }} Change */

/** @param {World} world @param {Change} change */
export const apply = (world, { act, ...recipe }) => ACTS[act]?.(world, structuredClone(recipe)) ?? null;

/** @param {World} world @param {number} at @param {(key: ApiKey) => void} act @returns {Touched} */
function withKey({ rules }, at, act) {
  const key = rules.keys[at % Math.max(1, rules.keys.length)];
  if (key) act(key);
  return key ? { key } : null;
}

/** @param {boolean} isTight @param {number} number */
const limit = (isTight, number) => (isTight ? number : number * 1_000_000);
