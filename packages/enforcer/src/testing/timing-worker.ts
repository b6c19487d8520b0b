import { randomBytes } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import { type AccessRequest, createKey, createToken } from "@latchkey/enforcement";
import { createEnforcer, type Enforcer } from "../enforcer.js";
import { basic, createTestDatabase, received, Seed, type TestDatabase } from "./index.js";

const CAUSES = ["UNKNOWN_KEY", "WRONG_TOKEN", "TOKEN_RETIRED"] as const;
type Cause = (typeof CAUSES)[number];

const KEYS = 200;
const SAMPLES = 10_000;
const WARM_UP = 3_000;
/** So many requests are made before the first of them is decided: making a token reads the same entries of the checksum's tables as deciding about it, which would favour causes with a new token. */
const AHEAD = 100;
const NEVER = 2 ** 31 - 1;
const random = (length: number) => randomBytes(length);
const pairs: { key: string; retired: string }[] = [];

async function startEnforcer(place: TestDatabase): Promise<Enforcer> {
  const seed = new Seed(place.database);
  await seed.catalogue();
  await seed.account();
  for (let at = 0; at < KEYS; at++) {
    const key = createKey(random);
    pairs.push({ key, retired: await seed.key(key) });
    await seed.regenerate(key, 1);
  }
  const enforcer = await createEnforcer({
    databaseUrl: place.url,
    pollMilliseconds: NEVER,
    leaseSeconds: 3_600,
  });
  await enforcer.ready;
  return enforcer;
}

/** A request that is refused for this cause alone. */
function requestOf(cause: Cause): AccessRequest {
  const pair = pairs[Math.floor(Math.random() * KEYS)] ?? { key: "", retired: "" };
  const [key, token] = [createKey(random), createToken(random)];
  const authorization = {
    UNKNOWN_KEY: basic(key, token),
    WRONG_TOKEN: basic(pair.key, token),
    TOKEN_RETIRED: basic(pair.key, pair.retired),
  }[cause];
  return { authorization, method: "GET", path: "/v1/Accounts/demo/Calls", clientAddress: "192.0.2.1" };
}

/** Nanoseconds of `samples` decisions for each cause, one by one in random order. */
async function timings(enforcer: Enforcer, samples: number): Promise<Record<Cause, number[]>> {
  const times = { UNKNOWN_KEY: [], WRONG_TOKEN: [], TOKEN_RETIRED: [] } as Record<Cause, number[]>;
  const causes = shuffle(CAUSES.flatMap((cause) => Array<Cause>(samples).fill(cause)));
  for (let start = 0; start < causes.length; start += AHEAD) {
    const ahead = causes.slice(start, start + AHEAD);
    const requests = ahead.map(requestOf).map(received);
    for (const [at, request] of requests.entries()) {
      const before = process.hrtime.bigint();
      void enforcer.decide(request, "id");
      const after = process.hrtime.bigint();
      // Not above: to find the list takes some nanoseconds more for one cause than for another.
      times[ahead[at] ?? "UNKNOWN_KEY"].push(Number(after - before));
      // What is recorded is recorded after the answer.
      await turn();
    }
  }
  return times;
}

/** In random order, by Fisher and Yates. */
function shuffle<Item>(items: Item[]): Item[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [items[last], items[other]] = [items[other] as Item, items[last] as Item];
  }
  return items;
}

/** Welch's t of two samples, the slowest tenth of each cut. */
function welch(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [moments(one), moments(other)];
  return (a.mean - b.mean) / Math.sqrt(a.variance / a.count + b.variance / b.count);
}

function moments(sample: readonly number[]) {
  const kept = sample.toSorted((a, b) => a - b).slice(0, Math.floor(sample.length * 0.9));
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  const variance = kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (kept.length - 1);
  return { mean, variance, count: kept.length };
}

// Prints, as JSON, Welch's t of each pair of causes. In a process of its own, since V8 may compile a decision otherwise in each.
const place = await createTestDatabase();
const enforcer = await startEnforcer(place);
await timings(enforcer, WARM_UP);
const { UNKNOWN_KEY, WRONG_TOKEN, TOKEN_RETIRED } = await timings(enforcer, SAMPLES);
await enforcer.close();
await place.drop();
const all = [
  welch(UNKNOWN_KEY, WRONG_TOKEN),
  welch(UNKNOWN_KEY, TOKEN_RETIRED),
  welch(WRONG_TOKEN, TOKEN_RETIRED),
];
process.stdout.write(JSON.stringify(all));
