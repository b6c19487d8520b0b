import type { Logger } from "../logger.js";
import { problemOf } from "../problem.js";
import { parseRedisUrl, type RedisPlace } from "./redis-url.js";
import type { Script } from "./script.js";
import { openSession, type Session } from "./session.js";

/** A connection to Redis or Valkey, single or cluster, that is made again whenever it is lost. */
export interface RedisConnection {
  /** Whether Redis, or every node of the cluster, is connected as far as is known. */
  readonly isUp: boolean;
  /**
   * Runs a script at the node that holds `keys`, which must share a hash tag. Rejects at once while not connected, and when Redis refuses.
   * Has no timeout of its own.
   */
  run(script: Script, keys: string[], args: string[]): Promise<unknown>;
  /** Sends to all subscribers, on every node of a cluster. Rejects at once while not connected. */
  publish(channel: string, message: string): Promise<void>;
  /** Subscribes now and again after every reconnection. Messages that are published while disconnected are missed. */
  subscribe(channel: string, listener: (message: string) => void): void;
  /** Calls `listener` after every connection that is made, and at once if there is one now. */
  onUp(listener: () => void): void;
  /** Calls `listener` whenever the connection is lost. */
  onDown(listener: () => void): void;
  /** Ends the connection now, and waits for nothing. */
  close(): void;
}

const SHORTEST_PAUSE = 50;
const LONGEST_PAUSE = 1_000;
const PING_MILLISECONDS = 1_000;
/** A connection that has answered nothing for so long is given up, though nobody has closed it. */
const SILENT_MILLISECONDS = 3_000;

/**
 * Connects in the background to a Redis or Valkey server, or to the cluster that it is a node of, and reconnects whenever that is lost, or
 * takes no writes any more.
 * @param url as `parseRedisUrl` takes it
 * @throws Error with one line that never contains the password, when `url` can't be used
 */
export function connectRedis(url: string, logger: Logger): RedisConnection {
  return new Connection(parseRedisUrl(url), logger);
}

const DROPS =
  "Redis drops keys when its memory is full, and more is admitted than the throttle limits: set maxmemory-policy noeviction";

/** Of a script: Redis before 7 puts it behind where in the script it happened. */
const READONLY = /\bREADONLY\b/;
/** What Redis has answered, such as WRONGPASS, and not that it did not. */
const ANSWER = /^[A-Z]+ /;

class Connection implements RedisConnection {
  private session: Session | null = null;
  private isClosed = false;
  private failures = 0;
  /** What was logged last: connected or not. Null before anything was. */
  private saidUp: boolean | null = null;
  private saidProblem = "";
  private timer: NodeJS.Timeout | undefined;
  private readonly ups: (() => void)[] = [];
  private readonly downs: (() => void)[] = [];
  private readonly subscriptions: { channel: string; listener: (message: string) => void }[] = [];

  constructor(
    private readonly place: RedisPlace,
    private readonly logger: Logger,
  ) {
    void this.connect();
  }

  get isUp(): boolean {
    return this.session !== null;
  }

  async run({ text, sha1 }: Script, keys: string[], args: string[]): Promise<unknown> {
    const session = this.connected();
    const rest = [String(keys.length), ...keys, ...args];
    try {
      return await session.send(keys[0] ?? "", ["EVALSHA", sha1, ...rest]);
    } catch (error) {
      const problem = problemOf(error);
      // It was made a replica, and stays connected: another one has taken over.
      if (READONLY.test(problem)) this.down(session, problem);
      if (!problem.startsWith("NOSCRIPT")) throw error;
      return await session.send(keys[0] ?? "", ["EVAL", text, ...rest]);
    }
  }

  async publish(channel: string, message: string): Promise<void> {
    await this.connected().publish(channel, message);
  }

  subscribe(channel: string, listener: (message: string) => void): void {
    this.subscriptions.push({ channel, listener });
    this.session?.subscribe(channel, listener).catch(() => this.session?.end());
  }

  onUp(listener: () => void): void {
    this.ups.push(listener);
    if (this.isUp) listener();
  }

  onDown(listener: () => void): void {
    this.downs.push(listener);
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.session?.end();
    this.session = null;
  }

  private connected(): Session {
    if (!this.session) throw new Error("Redis is not connected");
    return this.session;
  }

  private async connect(): Promise<void> {
    let session: Session | null = null;
    try {
      session = await openSession(this.place, this.failures);
      if (this.isClosed) return session.end();
      for (const { channel, listener } of this.subscriptions) await session.subscribe(channel, listener);
      this.up(session);
    } catch (error) {
      session?.end();
      this.again(problemOf(error));
    }
  }

  private up(session: Session): void {
    this.session = session;
    this.failures = 0;
    if (this.saidUp !== true) {
      const { isCluster, dropsBy } = session;
      this.logger.info(
        { isCluster },
        this.saidUp === null ? "Redis is connected" : "Redis is connected again",
      );
      if (dropsBy !== null) this.logger.warn({ policy: dropsBy }, DROPS);
    }
    this.saidUp = true;
    void session.lost.then((reason) => this.down(session, reason));
    this.watch(session);
    for (const listener of this.ups) listener();
  }

  private down(session: Session, reason: string): void {
    if (this.session !== session) return;
    this.session = null;
    clearTimeout(this.timer);
    session.end();
    for (const listener of this.downs) listener();
    this.again(reason);
  }

  private again(problem: string): void {
    if (this.isClosed) return;
    // A connection that was closed does not tell why, as the answer to the next one may.
    if (this.saidUp !== false || (ANSWER.test(problem) && problem !== this.saidProblem)) {
      this.logger.warn({ problem }, "Redis is not connected; trying again and again");
      this.saidProblem = problem;
    }
    this.saidUp = false;
    const pause = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** Math.min(this.failures, 10));
    this.failures++;
    this.timer = setTimeout(() => void this.connect(), pause * (0.5 + Math.random() / 2));
  }

  /** Pings: a node that was cut off from the network does not close its connection, it only falls silent. */
  private watch(session: Session): void {
    let answeredAt = performance.now();
    let isWaiting = false;
    const look = () => {
      if (this.session !== session) return;
      if (performance.now() - answeredAt > SILENT_MILLISECONDS)
        return this.down(session, "it does not answer");
      if (!isWaiting) {
        isWaiting = true;
        session.ping().then(
          () => {
            answeredAt = performance.now();
            isWaiting = false;
          },
          (error) => this.down(session, problemOf(error)),
        );
      }
      this.timer = setTimeout(look, PING_MILLISECONDS);
    };
    this.timer = setTimeout(look, PING_MILLISECONDS);
  }
}
