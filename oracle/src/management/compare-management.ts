import assert from "node:assert/strict";
import fc from "fast-check";
import { commands, first } from "./commands.js";
import { AuditReader } from "./compare.js";
import { Product } from "./product.js";

/** The most steps in one world. */
const LONGEST = 120;

/**
 * Lets random people and keys try random acts, valid ones and others, on the product and on the model.
 * @returns how many steps there were, and how often each outcome
 * @throws fast-check's report of a step after which the two differ, shrunk to the fewest steps before it
 */
export async function compareManagement({ steps, seed }: { steps: number; seed: number }) {
  const counts = new Map<string, number>();
  const count = (what: string) => void counts.set(what, (counts.get(what) ?? 0) + 1);
  const live = fc.asyncProperty(commands(LONGEST), async (made) => {
    const { product, state } = await Product.start();
    const real = { product, audit: new AuditReader(), count };
    try {
      await fc.asyncModelRun(() => ({ model: { state, sent: [] }, real }), [...first, ...made]);
      assert.deepEqual(await product.breaches(), []);
    } finally {
      await product.close();
    }
  });
  const done = () =>
    ["act", "again", "together", "wait", "join", "look", "retire", "accept"].reduce(
      (sum, step) => sum + (counts.get(step) ?? 0),
      0,
    );
  for (let run = seed; done() < steps; run++) await fc.assert(live, { seed: run, numRuns: 1 });
  return { steps: done(), ...Object.fromEntries(counts) };
}
