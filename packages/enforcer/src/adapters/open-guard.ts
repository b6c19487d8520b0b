import { compileRanges } from "@latchkey/enforcement";
import { createEnforcer, ENFORCER_OPTIONS, type Enforcer, type EnforcerOptions } from "../enforcer.js";
import { consoleLogger, type Logger } from "../logger.js";
import { type Check, checkOptions, checks } from "../options.js";
import { Guard, type GuardOptions, TRUSTED_PROXIES } from "./guard.js";

/** How requests are read and answered, and either where the rules come from, or an enforcer of your own, which is then yours to close. */
export type LatchkeyOptions = GuardOptions & (EnforcerOptions | { enforcer: Enforcer });

const GUARD_OPTIONS: Record<keyof GuardOptions, Check> = {
  trustedProxies: (value) =>
    checks.texts(value) ?? (compileRanges(value as string[]) === null ? TRUSTED_PROXIES : null),
  supportEmail: checks.text(254),
  keepAuthorization: checks.yesOrNo,
  logger: ENFORCER_OPTIONS.logger,
};
const WITH_ENFORCER = { ...GUARD_OPTIONS, enforcer: checks.methods("decide") };
const WITHOUT_ENFORCER = { ...GUARD_OPTIONS, ...ENFORCER_OPTIONS };

interface OpenGuard {
  guard: Guard;
  logger: Logger;
  enforcer: Enforcer;
  /** Closes the enforcer, unless it was passed in. */
  close(): Promise<void>;
}

/**
 * Starts what an adapter needs. Does not wait for the database: until the rules are loaded, every answer is 503.
 * Rejects when an option can't be used, and leaves nothing open then.
 */
export async function openGuard(given: LatchkeyOptions): Promise<OpenGuard> {
  // A copy, which JavaScript makes of nothing too: then the option that is missing is named.
  const options = { ...given };
  const logger = options.logger ?? consoleLogger;
  if ("enforcer" in options && options.enforcer !== undefined) {
    checkOptions(options, WITH_ENFORCER);
    const { enforcer } = options;
    return { guard: new Guard(enforcer, { ...options, logger }), logger, enforcer, close: async () => {} };
  }
  const { enforcer: _, ...known } = options as EnforcerOptions & GuardOptions & { enforcer?: undefined };
  checkOptions(known, WITHOUT_ENFORCER);
  const { trustedProxies, supportEmail, keepAuthorization, ...own } = known;
  const guardOptions = { trustedProxies, supportEmail, keepAuthorization, logger };
  const enforcer = await createEnforcer({ ...own, logger });
  return { guard: new Guard(enforcer, guardOptions), logger, enforcer, close: () => enforcer.close() };
}
