// Loads all rules of the database it is given, and says how many milliseconds that took. Then: `decide` gives nanoseconds a decision,
// of a batch with keys picked at random; `resident` the bytes that this process holds.
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
