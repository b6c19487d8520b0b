import { publishedPairs } from "@latchkey/enforcement/testing";
import {
  ANY_PATH,
  basic,
  bytes,
  createTestDatabase,
  freePorts,
  type RawAnswer,
  request,
  Seed,
  type SeedKey,
} from "@latchkey/enforcer/testing";
import { gatewayPorts, run } from "./process.js";

/** The path of an operation that the keys of `startRealGateway` may call, and of one with a limit of 5 a minute. */
export const CALLS = "/v1/Accounts/demo/Calls";
export const SEND = "/v1/Accounts/demo/Sms/send";

const DAY = 86_400_000;
const ANYWHERE_ELSE = "203.0.113.0/24";

export type RealGateway = Awaited<ReturnType<typeof startRealGateway>>;

/**
 * A gateway and the demo upstream as processes of their own on a new database, for tests of a proxy in front of them, which is to listen on
 * the free port `listen`. There is a key for each kind of call, an operation for every path, and a key for every pair of the published
 * vectors.
 */
export async function startRealGateway() {
  const place = await createTestDatabase();
  const seed = new Seed(place.database);
  await seed.catalogue(5);
  await seed.update("api", "voice", { operatorLimit: 10_000 });
  await seed.account();
  await seed.api("any", ANY_PATH, 100_000);
  await seedPublishedPairs(seed);
  const token = await seed.key("lk_all");
  const pair = async (key: string, other: SeedKey) => basic(key, await seed.key(key, other));
  const authorization = {
    all: basic("lk_all", token),
    onlyCalls: await pair("lk_calls", { accessScope: "SELECTED_APIS", codes: ["voice.calls.list"] }),
    elsewhere: await pair("lk_else", { addressScope: "ALLOWLIST_ONLY", cidrs: [ANYWHERE_ELSE] }),
    here: await pair("lk_here", { addressScope: "ALLOWLIST_ONLY", cidrs: ["127.0.0.1/32"] }),
    broken: await pair("lk_broken", { addressScope: "NONSENSE" }),
  };

  const { ports, environment: portsOfGateway } = await gatewayPorts();
  const [listen = 0] = await freePorts(1);
  const environment = { DATABASE_URL: place.url, ...portsOfGateway };
  const gateway = run("main", environment);
  const api = run("demo-upstream", environment);
  return {
    seed,
    token,
    authorization,
    gateway,
    ports: { ...ports, listen },
    /** Calls the proxy in front, with these header lines. */
    call(
      method: string,
      target: string,
      authorization: string | null,
      lines: readonly string[] = [],
      body = "",
    ): Promise<RawAnswer> {
      const credentials = authorization === null ? [] : [`Authorization: ${authorization}`];
      return request(listen, method, bytes(target), [...credentials, ...lines], body);
    },
    async stop() {
      for (const running of [gateway, api]) {
        running.process.kill("SIGTERM");
        await running.ended;
      }
      await place.drop();
    },
  };
}

/** Of two tokens of one key, both work: the first retires in a day. */
async function seedPublishedPairs(seed: Seed): Promise<void> {
  const known = new Set<string>();
  for (const { key, token } of publishedPairs()) {
    if (known.has(key)) await seed.regenerate(key, Date.now() + DAY, token);
    else await seed.key(key, { token });
    known.add(key);
  }
}
