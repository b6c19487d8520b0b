import { setTimeout as sleep } from "node:timers/promises";
import { basic } from "@latchkey/enforcer/testing";
import type { Owner, Pair } from "./owner.js";

/** A key that the server has said was made, and perhaps deleted. */
export interface Known {
  id: string;
  name: string;
  idempotencyKey: string;
  /** The Authorization header of calls with it; null where the answer with the token was lost. */
  header: string | null;
  /** When the answer had arrived, by `performance.now()`. */
  madeAt: number;
  deletedAt: number | null;
}

const PAUSE = 200;

/** Somebody who makes keys, deletes some of them, and says each thing again until it is answered. */
export class Insistent {
  readonly known: Known[] = [];
  /** How often something had to be said again. */
  repeats = 0;
  private readonly answeredAt: number[] = [performance.now()];
  private isOver = false;
  private readonly acts = new Set<Promise<void>>();
  private readonly acting: Promise<void>;

  /** @param owner gives somebody to ask @param every milliseconds between two acts */
  constructor(
    private readonly owner: () => Owner,
    every: number,
  ) {
    this.acting = this.act(every);
  }

  /** Begins nothing more, and waits for what has begun. */
  async stop(): Promise<void> {
    this.isOver = true;
    await this.acting;
    await Promise.all(this.acts);
  }

  /** The longest time between two answers, in milliseconds. */
  longestWait(): number {
    const pairs = this.answeredAt.slice(1).map((at, index) => at - (this.answeredAt[index] ?? at));
    return Math.max(...pairs);
  }

  private async act(every: number): Promise<void> {
    for (let number = 0; !this.isOver; number++) {
      const doomed = number % 3 === 2 ? this.known.find(({ deletedAt }) => deletedAt === null) : undefined;
      this.acts.add(doomed ? this.delete(doomed) : this.make());
      await sleep(every);
    }
  }

  private async make(): Promise<void> {
    const [name, idempotencyKey] = [crypto.randomUUID(), crypto.randomUUID()];
    const { key, id, token } = await this.until(() => makeOnce(this.owner(), name, idempotencyKey));
    const header = token === null ? null : basic(key, token);
    this.known.push({ id, name, idempotencyKey, header, madeAt: performance.now(), deletedAt: null });
  }

  private async delete(key: Known): Promise<void> {
    key.deletedAt = Number.POSITIVE_INFINITY;
    await this.until(async () => {
      try {
        await this.owner().act("deleteApiKey", { id: key.id }, "errors { code }");
      } catch (error) {
        // It was done by a call whose answer was lost.
        if (!/NOT_FOUND/.test(String(error))) throw error;
      }
    });
    key.deletedAt = performance.now();
  }

  private async until<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        const answer = await work();
        this.answeredAt.push(performance.now());
        return answer;
      } catch (error) {
        if (!/trouble|ECONN|socket hang up/.test(String(error))) throw error;
        this.repeats++;
        await sleep(PAUSE);
      }
    }
  }
}

/** Makes a key, once for the same idempotency key. The token is null where it was made before. */
export async function makeOnce(
  owner: Owner,
  name: string,
  idempotencyKey: string,
): Promise<Omit<Pair, "token"> & { token: string | null; errors: { code: string }[] }> {
  const { payload } = await owner.act(
    "createApiKey",
    { name, idempotencyKey },
    "apiKey { id key } token errors { code }",
  );
  return { ...payload.apiKey, token: payload.token, errors: payload.errors };
}
