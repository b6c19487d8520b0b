import { setImmediate as breathe } from "node:timers/promises";
import {
  type AccessRequest,
  type Decision,
  type DenialReason,
  formatAddress,
  hasTokenForm,
  parseBasic,
  parseCaller,
  type Rules,
  type ThrottleCounter,
} from "@latchkey/enforcement";
import type { Logger } from "../logger.js";
import { problemOf } from "../problem.js";
import type { Database } from "../sql/database.js";
import { Afterwards } from "./afterwards.js";
import { CallCounts, minuteOf } from "./calls.js";
import { Denials } from "./denials.js";
import { LastUses } from "./last-uses.js";
import { ThrottleUse } from "./throttle-use.js";

/** A request that was decided. */
interface Decided {
  request: AccessRequest;
  requestId: string;
  decision: Decision;
  /** Epoch milliseconds of the decision. */
  now: number;
  /** Those that it was made by. */
  rules: Rules;
}

/** Whether usage gets into the database. */
export interface UsageStatus {
  /** How long usage could not be written; 0 while it can. */
  unwrittenMilliseconds: number;
  /** Calls that were not counted since the start because there was no more room in memory. */
  lost: number;
}

/** Records decisions in memory, after their answers are on their way; `flush` writes them to the database. */
export class Recorder {
  private readonly decided = new Afterwards<Decided>((decided) => this.remember(decided));
  private readonly calls = new CallCounts();
  private readonly lastUses = new LastUses();
  private readonly denials = new Denials();
  private readonly throttleUse: ThrottleUse;
  private flushing: Promise<void> | null = null;
  /** Epoch milliseconds; null while usage can be written. */
  private failingSince: number | null = null;

  constructor(
    gatewayId: string,
    rules: Rules,
    counter: ThrottleCounter,
    private readonly database: Database,
    private readonly logger: Logger,
  ) {
    this.throttleUse = new ThrottleUse(gatewayId, rules, counter);
  }

  status(now: number): UsageStatus {
    const unwrittenMilliseconds = this.failingSince === null ? 0 : now - this.failingSince;
    return { unwrittenMilliseconds, lost: this.calls.lost };
  }

  record(decided: Decided): void {
    this.decided.add(decided);
  }

  /** Writes what was recorded since the last flush. What can't be written now is kept for the next time. Never rejects. */
  flush(now: number): Promise<void> {
    this.flushing ??= this.write(now).finally(() => {
      this.flushing = null;
    });
    return this.flushing;
  }

  /** The same for everything recorded until now, even if a flush is under way. */
  async flushAll(now: number): Promise<void> {
    await this.flushing;
    await this.flush(now);
  }

  private remember(decided: Decided): void {
    const { request, requestId, decision, now } = decided;
    const { caller, operation } = decision;
    if (caller === null) {
      if (!decision.allowed) this.recordStranger(decided, decision.reason);
      return;
    }
    const { keyId, tokenId } = caller;
    const address = canonical(request.clientAddress);
    const outcome = decision.allowed ? "ALLOWED" : decision.reason;
    this.calls.add({
      apiKeyId: keyId,
      minute: minuteOf(now),
      tokenId,
      operation: operation ?? "",
      outcome,
      address: address ?? "",
      calls: 1,
      lastAt: now,
    });
    this.lastUses.add({ tokenId, apiKeyId: keyId, at: now, address, operation });
    if (decision.rateLimit) this.throttleUse.add(caller, decision.rateLimit, decision, now);
    if (decision.allowed) return;
    const { reason } = decision;
    const { method, path } = request;
    this.denials.add({ apiKeyId: keyId, requestId, at: now, reason, method, path, address, operation });
  }

  /**
   * Before authentication nothing that a stranger chose is stored: a wrong token is only counted, under a key that exists, and one that
   * can't be a token leaves no trace at all. A retired token was once right, so its owner, who may be looking for where it is still in
   * use, is told of it with the address.
   */
  private recordStranger({ request, requestId, now, rules }: Decided, reason: DenialReason): void {
    if (reason !== "WRONG_TOKEN" && reason !== "TOKEN_RETIRED") return;
    const credentials = request.authorization === null ? null : parseBasic(request.authorization);
    if (credentials === null || !hasTokenForm(credentials.token, credentials.plain)) return;
    const key = rules.findKey(credentials.key);
    if (!key) return;
    const apiKeyId = key.id;
    this.calls.add({
      apiKeyId,
      minute: minuteOf(now),
      tokenId: "",
      operation: "",
      outcome: reason,
      address: "",
      calls: 1,
      lastAt: now,
    });
    if (reason === "WRONG_TOKEN") return;
    const { method, path } = request;
    const address = canonical(request.clientAddress);
    this.denials.add({ apiKeyId, requestId, at: now, reason, method, path, address, operation: null });
  }

  private async write(now: number): Promise<void> {
    this.decided.catchUp();
    const { dialect } = this.database;
    const batches = [
      ...this.calls.batches(dialect),
      ...this.lastUses.batches(dialect),
      ...this.throttleUse.batches(dialect, now),
      ...this.denials.batches(dialect),
    ];
    let next = 0;
    try {
      for (; next < batches.length; next++) {
        await this.database.write(batches[next]?.statements ?? []);
        batches[next]?.written?.();
        await breathe();
      }
      await this.denials.prune(this.database);
      if (this.failingSince !== null) this.logger.info({}, "usage is written again");
      this.failingSince = null;
    } catch (error) {
      for (const batch of batches.slice(next)) batch.putBack?.();
      this.complain(error, now);
    }
  }

  private complain(error: unknown, now: number): void {
    if (this.failingSince !== null) return;
    this.failingSince = now;
    const problem = problemOf(error);
    this.logger.warn(
      { problem, lost: this.calls.lost },
      "usage cannot be written now; it is kept and tried again",
    );
  }
}

/** The address in its canonical spelling; null when it is unknown or unparsable. A plain IPv4 address has only one spelling. */
function canonical(address: string | null): string | null {
  const parsed = address === null ? null : parseCaller(address);
  if (parsed === null) return null;
  return parsed.version === 4 && !address?.includes(":") ? address : formatAddress(parsed);
}
