import { decide, PUBLIC_REASONS, WindowCounter } from "@latchkey/enforcement";
import { createEnforcer, nodePrimitives } from "@latchkey/enforcer";
import fc from "fast-check";
import { apply, change } from "../generate/change.mjs";
import { momentOf, request, spellRequest } from "../generate/request.mjs";
import { NOW, world } from "../generate/world.mjs";
import { judge } from "../rules/judge.mjs";
import { Store } from "./store.mjs";

/**
 * @import { Decision } from "@latchkey/enforcement"
 * @import { Admission, Question, Outcome } from "../rules/types.mjs"
 * @import { Change } from "../generate/change.mjs"
 * @import { Request } from "../generate/request.mjs"
 * @import { World } from "../generate/world.mjs"
 * @import { Place } from "./store.mjs"
 */

/** The most requests and changes in one world. */
const LONGEST = 1_000;
/** Requests for each change. */
const PAUSE = 80;
const WORLDS_A_RUN = 20;
const NEVER = 2 ** 31 - 1;

/**
 * Decides random requests in random worlds that change meanwhile, by the product, through a database, and by the oracle.
 *
 * @param {Place & { url: string }} place
 * @param {{ requests: number, seed: number }} options
 * @returns {Promise<Record<string, number>>} how many requests, changes, and each outcome there were
 * @throws fast-check's report of a request that the two decide differently, shrunk to the fewest steps before it
 */
export async function compareInProcess(place, { requests, seed }) {
  const enforcer = await createEnforcer({ databaseUrl: place.url, pollMilliseconds: NEVER });
  await enforcer.ready;
  const store = new Store(place);
  /** @type {Record<string, number>} */
  const counts = {};
  const count = (/** @type {string} */ name) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };

  /** @param {World} made @param {(Request | Change)[]} steps */
  async function live(made, steps) {
    const life = structuredClone(made);
    await store.reset(life.rules);
    await enforcer.pull();
    try {
      const ask = both(life, enforcer.rules());
      for (const step of steps) {
        if ("act" in step) {
          await store.change(life.rules, apply(life, step));
          await enforcer.pull();
          count("changes");
        } else {
          count(ask(step).reason ?? "ALLOWED");
          count("requests");
        }
      }
    } finally {
      // The next world starts at revision 1 again. From a later one, the replica sees that it went back, and loads everything.
      await store.change(life.rules, null);
      await enforcer.pull();
    }
  }

  const step = fc.oneof({ weight: PAUSE, arbitrary: request }, { weight: 1, arbitrary: change });
  const steps = fc.array(step, { minLength: 1, maxLength: LONGEST, size: "max" });
  try {
    for (let run = seed; (counts.requests ?? 0) < requests; run++) {
      await fc.assert(fc.asyncProperty(world(), steps, live), { seed: run, numRuns: WORLDS_A_RUN });
    }
  } finally {
    await enforcer.close();
  }
  return counts;
}

/**
 * Gives a function that asks both about one request after the other, and throws where they differ.
 *
 * @param {World} life
 * @param {import("@latchkey/enforcement").Rules} rules the product's, of the same world
 */
function both(life, rules) {
  const counter = new WindowCounter();
  /** @type {Admission[]} */
  const admissions = [];
  let now = NOW;

  return (/** @type {Request} */ recipe) => {
    const question = spellRequest(life, recipe);
    now = momentOf(life, recipe, now);
    const expected = judge(life.rules, question, now, admissions);
    const decided = outcomeOf(decide(rules, counter, asProduct(question), now, nodePrimitives));
    const { admission, ...outcome } = expected;
    const isSame = JSON.stringify(decided) === JSON.stringify(outcome);
    if (!isSame) throw new Difference(life.rules, { question, now, oracle: outcome, product: decided });
    if (admission) admissions.push(admission);
    return outcome;
  };
}

/** @param {Question} question */
const asProduct = ({ authorization, method, path, clientAddress }) => ({
  authorization: authorization[0] ?? null,
  method: method ?? "",
  path: path ?? "",
  clientAddress,
});

/** @param {Decision} decision @returns {Omit<Outcome, "admission">} */
const outcomeOf = (decision) =>
  decision.allowed
    ? { status: 200, reason: null, operation: decision.operation, missingPermission: null }
    : {
        status: PUBLIC_REASONS[decision.reason].status,
        reason: decision.reason,
        operation: null,
        missingPermission: decision.missingPermission,
      };

class Difference extends Error {
  /** @param {object} rules @param {object} request */
  constructor(rules, request) {
    super(`${JSON.stringify(request, null, 2)}\nby these rules: ${JSON.stringify(rules)}`);
  }
}
