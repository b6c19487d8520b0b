import { loadDriver } from "../driver.js";
import { problemOf } from "../problem.js";
import type { RedisPlace, Seed } from "./redis-url.js";

/** A connection to a Redis server, or to all nodes of a cluster. It ends when the connection to any of them is lost. */
export interface Session {
  isCluster: boolean;
  /** The server's `maxmemory-policy` by which it drops keys of ours when its memory is full; null when it drops none. */
  dropsBy: string | null;
  /** Sends one command to the node that holds `key`. Rejects when it can't be sent or Redis refuses it; may never settle. */
  send(key: string, args: string[]): Promise<unknown>;
  publish(channel: string, message: string): Promise<void>;
  /** Rejects when that is not answered in time. */
  subscribe(channel: string, listener: (message: string) => void): Promise<void>;
  /** Resolves when every master has answered. */
  ping(): Promise<void>;
  /** Resolves with the reason when a connection was lost. The session can't be used any more then. */
  lost: Promise<string>;
  end(): void;
}

const CONNECT_MILLISECONDS = 1_000;
const REPLICA = "it is a replica, which takes no writes";
const NO_DROPPING = "noeviction";

/**
 * Connects to the first seed that answers and takes writes, or belongs to a cluster: then to all nodes of that.
 * @param from where to start in the list of seeds
 * @throws Error of the last seed when none can be connected to
 */
export async function openSession(place: RedisPlace, from: number): Promise<Session> {
  let problem: unknown;
  for (let at = 0; at < place.seeds.length; at++) {
    const seed = place.seeds[(from + at) % place.seeds.length];
    if (!seed) continue;
    try {
      return await openAt(place, seed);
    } catch (error) {
      problem = error;
    }
  }
  throw problem;
}

/** Options for connecting to any node. Without the database's number, which a cluster does not take. */
function options({ tls, username, password }: RedisPlace) {
  const socket = { connectTimeout: CONNECT_MILLISECONDS, reconnectStrategy: false as const };
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    socket: tls ? { ...socket, tls: true as const } : socket,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: "disabled" as const,
    commandOptions: { timeout: 0 },
  };
}

/** Loaded only when Redis is used: loading takes a sixth of a second of processor time. */
const client = () => loadDriver("Redis", () => import("@redis/client"));

/** Loads the driver, which otherwise happens at the first connection. Rejects with one line when it can't be loaded. */
export async function loadRedis(): Promise<void> {
  await client();
}

async function openAt(place: RedisPlace, seed: Seed): Promise<Session> {
  const { createClient } = await client();
  const base = options(place);
  const node = createClient({ ...base, socket: { ...base.socket, ...seed } });
  const loss = new Loss();
  node.on("error", loss.report);
  node.on("end", loss.report);
  try {
    await within(node.connect());
    const info = async (section: string) => String(await within(node.sendCommand(["INFO", section])));
    const isCluster = /^cluster_enabled:1/m.test(await info("cluster"));
    if (!isCluster && !/^role:master/m.test(await info("replication"))) throw new Error(REPLICA);
    if (!isCluster && place.database > 0) await within(node.select(place.database));
    const dropsBy = droppingPolicy(await info("memory"));
    const others = isCluster ? await openCluster(place, seed, loss) : null;
    return {
      isCluster,
      dropsBy,
      send: (key, args) => (others ? others.send(key, args) : node.sendCommand(args)),
      publish: async (channel, message) => void (await node.publish(channel, message)),
      subscribe: (channel, listener) => within(node.subscribe(channel, listener)),
      async ping() {
        await Promise.all([node.ping(), others?.ping()]);
      },
      lost: loss.happened,
      end() {
        node.destroy();
        others?.end();
      },
    };
  } catch (error) {
    if (node.isOpen) node.destroy();
    throw error;
  }
}

/** By `INFO memory`. A server that says nothing about it counts as one that drops nothing. */
function droppingPolicy(info: string): string | null {
  const [, policy = NO_DROPPING] = /^maxmemory_policy:(\S+)/m.exec(info) ?? [];
  return policy === NO_DROPPING || /^maxmemory:0\b/m.test(info) ? null : policy;
}

async function openCluster(place: RedisPlace, seed: Seed, loss: Loss) {
  const { createCluster } = await client();
  const defaults = options(place);
  const cluster = createCluster({
    rootNodes: [{ socket: { ...defaults.socket, ...seed } }],
    defaults,
    commandOptions: { timeout: 0 },
  });
  for (const event of ["error", "node-error", "node-disconnect"] as const) cluster.on(event, loss.report);
  try {
    await within(cluster.connect());
  } catch (error) {
    if (cluster.isOpen) cluster.destroy();
    throw error;
  }
  return {
    send: (key: string, args: string[]): Promise<unknown> => cluster.sendCommand(key, false, args),
    async ping() {
      await Promise.all(cluster.masters.map(async (master) => (await cluster.nodeClient(master)).ping()));
    },
    end: () => cluster.destroy(),
  };
}

/** Keeps the first thing that goes wrong. */
class Loss {
  private tell: (reason: string) => void = () => {};
  readonly happened = new Promise<string>((resolve) => {
    this.tell = resolve;
  });

  readonly report = (reason?: unknown): void => {
    this.tell(reason instanceof Error ? problemOf(reason) : "the connection was closed");
  };
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("it does not answer")), 2 * CONNECT_MILLISECONDS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
