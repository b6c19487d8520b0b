// Loads all rules of a database, whose URL is its argument. First answers with the milliseconds that took; then `decide` with the
// nanoseconds of a decision, in a batch with keys picked at random, and `resident` with the bytes of memory that this process has.
import { decide, WindowCounter } from "@latchkey/enforcement";
import { createEnforcer, nodePrimitives } from "@latchkey/enforcer";
import { answer } from "../harness/child.js";
import { timed } from "../harness/timed.js";
import { requests } from "../world/keys.js";

const BATCH = 1_000;
const [databaseUrl = ""] = process.argv.slice(2);

const start = performance.now();
const enforcer = await createEnforcer({ databaseUrl });
await enforcer.ready;
const loaded = performance.now() - start;

const rules = enforcer.rules();
const { keys } = enforcer.status();
const counter = new WindowCounter();

answer(loaded, {
  decide: () => {
    const now = Date.now();
    return timed(requests(BATCH, keys), (request) => {
      if (!decide(rules, counter, request, now, nodePrimitives).allowed) throw new Error("denied");
    });
  },
  resident: () => process.memoryUsage.rss(),
});
