import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ThrottleStats } from "../throttle/stats.js";

export interface WorkerSettings {
  redisUrl: string;
  count: number;
  position: number;
  /** How far off its wall clock is, milliseconds. */
  clockOffset: number;
  /** How long it waits for Redis, milliseconds; left out: as long as a gateway does. */
  patience?: number | undefined;
}

export interface Load {
  account: string;
  api: string;
  limit: number;
  windowSeconds: number;
  /** Requests offered by one gateway. */
  perSecond: number;
  seconds: number;
}

/** Times in milliseconds of the one clock that all processes of a machine share. */
export interface Admissions {
  admitted: number[];
  /** How long each decision took, sorted. */
  took: Float64Array;
  denied: number;
  errors: number;
}

type WorkerStatus = ThrottleStats & { isShared: boolean; degraded: number };

const WORKER = fileURLToPath(new URL("../../dist/testing/throttle-worker.js", import.meta.url));

/** A gateway's throttle in a process of its own, from the built package. */
export class ThrottleWorker {
  private ids = 0;

  private constructor(private readonly child: ChildProcess) {}

  static async start(settings: WorkerSettings): Promise<ThrottleWorker> {
    const env = { PATH: process.env.PATH };
    const child = fork(WORKER, [JSON.stringify(settings)], { serialization: "advanced", execArgv: [], env });
    const ended = once(child, "exit").then(() => Promise.reject(new Error("the worker did not start")));
    await Promise.race([once(child, "message"), ended]);
    ended.catch(() => undefined);
    return new ThrottleWorker(child);
  }

  run(load: Load): Promise<Admissions> {
    return this.ask({ load });
  }

  status(): Promise<WorkerStatus> {
    return this.ask({});
  }

  async close(): Promise<void> {
    const gone = once(this.child, "exit");
    this.child.send({ id: 0, close: true });
    await gone;
  }

  private ask<T>(what: object): Promise<T> {
    const id = ++this.ids;
    return new Promise((resolve, reject) => {
      const hear = (message: { id: number; answer: T }) => {
        if (message.id !== id) return;
        this.child.off("message", hear);
        this.child.off("exit", fail);
        resolve(message.answer);
      };
      const fail = () => reject(new Error("the worker has ended"));
      this.child.on("message", hear);
      this.child.once("exit", fail);
      this.child.send({ id, ...what });
    });
  }
}

/**
 * Starts one worker for each of `offsets`, the milliseconds by which its wall clock is off. With much `patience` only the counting is tested:
 * on a busy machine Redis may have to wait for a processor longer than a gateway would wait for Redis.
 */
export function startFleet(
  redisUrl: string,
  offsets: number[],
  patience?: number,
): Promise<ThrottleWorker[]> {
  const count = offsets.length;
  return Promise.all(
    offsets.map((clockOffset, position) =>
      ThrottleWorker.start({ redisUrl, count, position, clockOffset, patience }),
    ),
  );
}
