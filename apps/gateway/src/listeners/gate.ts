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

/** Where all listeners ask. */
export class Gate {
  constructor(private readonly options: GateOptions) {}

  /**
   * Decides, counts, and hands over what is to be said: at once, unless gateways that count together must be asked first. Whatever
   * goes wrong, nothing is allowed by it.
   */
  ask(listener: string, request: AccessRequest, reply: (judged: Judged) => void): void {
    const { enforcer, metrics, supportEmail } = this.options;
    const { method, path } = request;
    const context = { requestId: randomUUID(), method, path, supportEmail };
    const start = performance.now();
    const finish = (decision: Decision) => {
      metrics.decided(listener, decision, (performance.now() - start) / 1000);
      try {
        reply({ decision, context });
      } catch (error) {
        // Node.js writes no header with odd characters. What cannot be said is not decided, and must not end the process.
        reply({ decision: this.failed(error, context), context });
      }
    };
    let decision: Decision | Promise<Decision>;
    try {
      decision = enforcer.decide(request, context.requestId);
    } catch (error) {
      decision = this.failed(error, context);
    }
    if (decision instanceof Promise) void decision.catch((error) => this.failed(error, context)).then(finish);
    else finish(decision);
  }

  private failed(error: unknown, { requestId }: AnswerContext): Decision {
    const problem = error instanceof Error ? error.stack : "?";
    this.options.logger.error({ problem, requestId }, "deciding failed");
    return unavailable();
  }
}
