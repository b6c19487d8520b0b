import { randomUUID } from "node:crypto";
import {
  type AddressRanges,
  type Answer,
  compileRanges,
  deniedAnswer,
  type FlatHeaders,
  rateLimitHeaders,
  unavailable,
} from "@latchkey/enforcement";
import type { Enforcer } from "../enforcer.js";
import { looksLikeOurs } from "../http/our-names.js";
import { type ReadableRequest, readRequest } from "../http/read-request.js";
import { consoleLogger, type Logger } from "../logger.js";
import { type AllowedCall, allowedCall } from "./allowed-call.js";
import { dropHeaders, type HeaderViews } from "./drop-headers.js";

export interface GuardOptions {
  /** Addresses and CIDR ranges of the proxies in front, whose X-Forwarded-For entries are skipped. Default: loopback. */
  trustedProxies?: readonly string[] | undefined;
  /** Where a throttled caller can ask for a higher limit, 1 to 254 characters. Default: not mentioned. */
  supportEmail?: string | undefined;
  /** Leaves the Authorization header to the handlers. Default: it is removed, so that no token gets into a log. */
  keepAuthorization?: boolean | undefined;
  /** Default: warnings and errors go to the console. */
  logger?: Logger | undefined;
}

/** Allowed: what the handler is told, and headers for its answer. Denied: the whole answer, except for Content-Length. */
type Judged = { allowed: true; call: AllowedCall; headers: FlatHeaders } | { allowed: false; answer: Answer };

const LOOPBACK = ["127.0.0.0/8", "::1/128"];

/** What the option `trustedProxies` must be. */
export const TRUSTED_PROXIES =
  'must be addresses or CIDR ranges, a range by its first address: "10.0.0.0/8", not "10.0.0.1/8"';

/** Judges the requests to a service within the service, as the gateway's proxy does before it forwards them. */
export class Guard {
  private readonly trustedProxies: AddressRanges;

  /** @throws Error when `trustedProxies` are no addresses or CIDR ranges. */
  constructor(
    private readonly enforcer: Pick<Enforcer, "decide">,
    private readonly options: GuardOptions = {},
  ) {
    const ranges = compileRanges([...(options.trustedProxies ?? LOOPBACK)]);
    if (ranges === null) throw new Error(`trustedProxies: ${TRUSTED_PROXIES}`);
    this.trustedProxies = ranges;
  }

  /**
   * Decides, spends and records one request. Removes its Authorization header, unless `keepAuthorization`, and every header that looks like
   * one of ours, also when it is denied. Never rejects: any failure is answered with 503.
   * @param target the request target as the client sent it, whatever a framework has made of it
   */
  async judge(request: ReadableRequest & HeaderViews, target: string): Promise<Judged> {
    const { supportEmail = null, keepAuthorization = false, logger = consoleLogger } = this.options;
    const requestId = randomUUID();
    const context = { requestId, method: request.method ?? "", path: target, supportEmail };
    try {
      const question = readRequest(request, target, this.trustedProxies);
      const isCredential = (name: string) => !keepAuthorization && name.toLowerCase() === "authorization";
      dropHeaders(request, (name) => isCredential(name) || looksLikeOurs(name));
      const decision = await this.enforcer.decide(question, requestId);
      if (!decision.allowed) return { allowed: false, answer: deniedAnswer(decision, context) };
      const headers = ["X-Request-Id", requestId, ...rateLimitHeaders(decision.rateLimit)];
      return { allowed: true, call: allowedCall(decision, requestId), headers };
    } catch (error) {
      logger.error({ problem: error instanceof Error ? error.stack : "?", requestId }, "deciding failed");
      return { allowed: false, answer: deniedAnswer(unavailable(), context) };
    }
  }
}
