import { randomUUID } from "node:crypto";
import { type AccessRequest, type AnswerContext, type Decision, unavailable } from "@latchkey/enforcement";
import type { Enforcer } from "@latchkey/enforcer";
import type { Logger } from "pino";
import type { Metrics } from "../ops/metrics.js";

export interface GateOptions {
  enforcer: Pick<Enforcer, "decide">;
  metrics: Metrics;
  logger: Logger;
  supportEmail: string | null;
}

/** What is said about one request, and the words for it. */
export interface Judged {
  decision: Decision;
  context: AnswerContext;
}

interface Asked {
  listener: string;
  request: AccessRequest;
  context: AnswerContext;
  reply(judged: Judged): void;
}

/** Where all listeners ask. */
export class Gate {
  /** In this turn of the event loop. */
  private asked: Asked[] = [];

  constructor(private readonly options: GateOptions) {}

  /**
   * Decides, counts, and hands over what is to be said: in this turn of the event loop, unless gateways that count together must be
   * asked first. Whatever goes wrong, nothing is allowed by it.
   */
  ask(listener: string, request: AccessRequest, reply: (judged: Judged) => void): void {
    const { supportEmail } = this.options;
    const { method, path } = request;
    const context = { requestId: randomUUID(), method, path, supportEmail };
    if (this.asked.push({ listener, request, context, reply }) === 1) setImmediate(() => this.answerAll());
  }

  /** Decides everything before it answers anything: what decisions need stays in the processor's caches, which answering would empty. */
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

  private count(listener: string, start: number, decision: Decision): Decision {
    this.options.metrics.decided(listener, decision, (performance.now() - start) / 1000);
    return decision;
  }

  private answer({ context, reply }: Asked, decision: Decision): void {
    try {
      reply({ decision, context });
    } catch (error) {
      // Node.js writes no header with odd characters. What cannot be said is not decided, and must not end the process.
      reply({ decision: this.failed(error, context), context });
    }
  }

  private failed(error: unknown, { requestId }: AnswerContext): Decision {
    const problem = error instanceof Error ? error.stack : "?";
    this.options.logger.error({ problem, requestId }, "deciding failed");
    return unavailable();
  }
}
