import fc from "fast-check";
import { edgeOf, SPELLINGS } from "./addresses.mjs";
import { credentials, spellCredentials } from "./credentials.mjs";
import { spellTarget, target } from "./paths.mjs";
import { NOW } from "./world.mjs";

/** @import { World } from "./world.mjs" */
/** @import { Question } from "../rules/types.mjs" */

/** Addresses that belong to no allowlist's edge, and texts that are no addresses. */
const ANYWHERE = [
  null,
  "203.0.113.7",
  "198.51.100.7",
  "2001:db8:1::7",
  "127.0.0.1",
  "::1",
  "::",
  "",
  "unknown",
  "_hidden",
  "1.2.3",
  "0x7f.1",
  "1.2.3.4.5",
  "256.1.1.1",
  "1::2::3",
  "12345::",
  "::ffff:1.2.3",
  "localhost",
  "1.2.3.4, 5.6.7.8",
  "1.2.3.4:",
  "[::1]:",
  "[::1",
  "::1]",
  "1.2.3.4:08",
];

const address = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...ANYWHERE) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(7), fc.nat(3), fc.oneof(fc.constant(0), fc.nat(SPELLINGS.length - 1))),
  },
);

/** When a request comes, in milliseconds from the moment at which something ends. */
const MOMENTS = [0, -1, 1];
/** Milliseconds from one request to the next in worlds with small limits, whose windows are one or two seconds long. */
const STEPS = [...Array(30).fill(0), 1, 10, 499, 500, 999, 1000, 1001, 2000];

export const request = fc.record({
  credentials,
  target,
  address,
  seconds: fc.integer({ min: -4, max: 4 }),
  moment: fc.nat(STEPS.length * MOMENTS.length - 1),
});

/** @typedef {typeof request extends fc.Arbitrary<infer T> ? T : never} Request */

/**
 * @param {World} world
 * @param {Request} recipe
 * @returns {Question}
 */
export function spellRequest(world, recipe) {
  const authorization = spellCredentials(world, recipe.credentials);
  const caller = callerOf(world, recipe);
  const { method, path } = spellTarget(recipe.target, caller?.sid ?? "demo");
  const clientAddress = spellAddress(caller?.allowlist ?? [], recipe.address);
  return {
    authorization: authorization === null ? [] : [authorization],
    method: method || null,
    path: path || null,
    clientAddress,
  };
}

/** When a request comes: in worlds with small limits after `last`, else near a moment at which something ends. @param {World} world @param {Request} recipe @param {number} last */
export function momentOf({ isTight }, { seconds, moment }, last) {
  if (isTight) return last + Number(STEPS[moment % STEPS.length]);
  return NOW + seconds * 1000 + Number(MOMENTS[moment % MOMENTS.length]);
}

/** @param {World} world @param {Request} recipe */
function callerOf({ rules, texts }, { credentials: { keyAt } }) {
  const keys = [...texts.keys()];
  return rules.keys.find(({ key }) => key === keys[keyAt % keys.length]);
}

/** @param {string[]} allowlist @param {Request["address"]} recipe */
function spellAddress(allowlist, recipe) {
  if (!Array.isArray(recipe)) return recipe;
  const [at, edge, spelling] = recipe;
  const range = allowlist[at % Math.max(1, allowlist.length)] ?? "203.0.113.0/24";
  const { number, isIpv6 } = edgeOf(range, edge);
  return SPELLINGS[spelling]?.(number, isIpv6) ?? null;
}
