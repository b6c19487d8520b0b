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

  /** Decides and counts. Whatever goes wrong, nothing is allowed by it. */
  ask(listener: string, request: AccessRequest): Judged {
    const { enforcer, metrics, logger, supportEmail } = this.options;
    const { method, path } = request;
    const context = { requestId: randomUUID(), method, path, supportEmail };
    const start = process.hrtime.bigint();
    let decision: Decision;
    try {
      decision = enforcer.decide(request, context.requestId);
    } catch (error) {
      logger.error(
        { problem: error instanceof Error ? error.stack : "?", requestId: context.requestId },
        "deciding failed",
      );
      decision = unavailable();
    }
    metrics.decided(listener, decision, Number(process.hrtime.bigint() - start) / 1e9);
    return { decision, context };
  }
}
