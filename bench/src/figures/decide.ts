import * as crypto from "node:crypto";
import { type AccessRequest, decide as decideOne, WindowCounter } from "@latchkey/enforcement";
import { createEnforcer, nodePrimitives } from "@latchkey/enforcer";
import type { Figure } from "../figures.js";
import { interleave, ratio } from "../harness/interleave.js";
import { median } from "../harness/median.js";
import { timed, timedOneByOne } from "../harness/timed.js";
import { betterAuthKeys } from "../peers/better-auth.js";
import { databaseWith } from "../world/database.js";
import { requests } from "../world/keys.js";

const KEYS = 100_000;
/** So few keys that each calls again before it has left the processor's cache. */
const BUSY_KEYS = 100;
const BATCH = 1_000;
const BETTER_AUTH_BATCH = 10;

/** A decision in process, compared with its unavoidable parts and with better-auth. */
export const decide: Figure = {
  services: [],
  async measure() {
    const database = await databaseWith(KEYS, "sqlite");
    const enforcer = await createEnforcer({ databaseUrl: database.url });
    try {
      await enforcer.ready;
      const rules = enforcer.rules();
      const counter = new WindowCounter();
      const betterAuth = await betterAuthKeys();
      const decisions = (asked: AccessRequest[]) => {
        const now = Date.now();
        return timed(asked, (request) => {
          if (!decideOne(rules, counter, request, now, nodePrimitives).allowed) throw new Error("denied");
        });
      };
      const samples = await interleave(
        {
          parts: () => timed(requests(BATCH, KEYS), ({ authorization }) => parts(authorization ?? "")),
          decide: () => decisions(requests(BATCH, KEYS)),
          busy: () => decisions(requests(BATCH, BUSY_KEYS)),
          betterAuth: () => timedOneByOne(betterAuth.pick(BETTER_AUTH_BATCH), betterAuth.verify),
        },
        { warmUp: 50, rounds: 200 },
      );
      return {
        bars: {
          decideToItsParts: ratio(samples.decide, samples.parts),
          betterAuthToDecide: ratio(samples.betterAuth, samples.decide),
        },
        beside: {
          "`decide()`, 100,000 keys": microseconds(samples.decide),
          [`the same, of which only ${BUSY_KEYS} ask`]: `${microseconds(samples.busy)}, ${ratio(samples.busy, samples.parts).toFixed(2)} × its parts`,
          "base64 and SHA-256 alone": microseconds(samples.parts),
          "better-auth's `verifyApiKey`": microseconds(samples.betterAuth),
        },
      };
    } finally {
      await enforcer.close();
      await database.drop();
    }
  },
};

/** The unavoidable parts: reads the credentials and hashes the token, as cheaply as Node.js can. */
function parts(authorization: string): void {
  const text = Buffer.from(authorization.slice("Basic ".length), "base64").toString("latin1");
  const hash = crypto.hash("sha256", text.slice(text.indexOf(":") + 1), "hex");
  if (hash.length !== 64) throw new Error("no hash");
}

function microseconds(nanoseconds: readonly number[]): string {
  return `${(median(nanoseconds) / 1e3).toFixed(2)} µs`;
}
