import { randomUUID } from "node:crypto";
import { type AccessRequest, type AnswerContext, type Decision, unavailable } from "@latchkey/enforcement";
import type { Enforcer } from "@latchkey/enforcer";
import type { Logger } from "pino";
import type { Metrics } from "../ops/metrics.js";
import type { ListenerName } from "./listener-name.js";

interface GateOptions {
  enforcer: Pick<Enforcer, "decide">;
  metrics: Metrics;
  logger: Logger;
  supportEmail: string | null;
}

/** A decision, and what its answer needs besides. */
export interface Judged {
  decision: Decision;
  context: AnswerContext;
}

interface Asked {
  listener: ListenerName;
  request: AccessRequest;
  context: AnswerContext;
  reply(judged: Judged): void;
}

/** Decides the requests of all listeners, those of one turn of the event loop together: see docs/adr/0017. */
export class Gate {
  /** The questions of this turn. */
  private asked: Asked[] = [];

  constructor(private readonly options: GateOptions) {}

  /**
   * Decides a request, counts the decision, and passes it to `reply`: at the end of this turn of the event loop, or later when Redis must be
   * asked first. Any failure is UNAVAILABLE; when `reply` throws, it is called once more with that.
   */
  ask(listener: ListenerName, request: AccessRequest, reply: (judged: Judged) => void): void {
    const { supportEmail } = this.options;
    const { method, path } = request;
    const context = { requestId: randomUUID(), method, path, supportEmail };
    if (this.asked.push({ listener, request, context, reply }) === 1) setImmediate(() => this.answerAll());
  }

  /** Decides everything before it answers anything, so that what decisions need stays in the processor's cache. */
  private answerAll(): void {
    const { asked } = this;
    this.asked = [];
    const decided = asked.map((each) => ({ each, decision: this.decide(each) }));
    for (const { each, decision } of decided) {
      if (decision instanceof Promise) void decision.then((later) => this.answer(each, later));
      else this.answer(each, decision);
    }
  }

  /** Never throws, and its promise never rejects. */
  private decide({ listener, request, context }: Asked): Decision | Promise<Decision> {
    const start = performance.now();
    try {
      const decision = this.options.enforcer.decide(request, context.requestId);
      if (decision instanceof Promise) {
        return decision
          .catch((error) => this.failed(error, context))
          .then((later) => this.count(listener, start, later));
      }
      return this.count(listener, start, decision);
    } catch (error) {
      return this.count(listener, start, this.failed(error, context));
    }
  }

  private count(listener: ListenerName, start: number, decision: Decision): Decision {
    this.options.metrics.decided(listener, decision, (performance.now() - start) / 1000);
    return decision;
  }

  private answer({ context, reply }: Asked, decision: Decision): void {
    try {
      reply({ decision, context });
    } catch (error) {
      // Node.js refuses to write a header with odd characters. What can't be said counts as not decided, and must not end the process.
      reply({ decision: this.failed(error, context), context });
    }
  }

  private failed(error: unknown, { requestId }: AnswerContext): Decision {
    const problem = error instanceof Error ? error.stack : "?";
    this.options.logger.error({ problem, requestId }, "deciding failed");
    return unavailable();
  }
}
