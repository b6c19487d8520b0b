import { createEnforcer, type Enforcer, type EnforcerOptions } from "../enforcer.js";
import { Guard, type GuardOptions } from "./guard.js";

/** Where the rules come from, or an enforcer of one's own; and how requests are read and answered. */
export type LatchkeyOptions = GuardOptions & (EnforcerOptions | { enforcer: Enforcer });

export interface OpenGuard {
  guard: Guard;
  enforcer: Enforcer;
  /** Ends the enforcer if it was made here: writes what was recorded, in five seconds at most. */
  close(): Promise<void>;
}

/**
 * Starts what an adapter needs, and waits for no database: until the rules are loaded, every answer is 503.
 * Rejects when an option can't be used; nothing is left open then.
 */
export async function openGuard(options: LatchkeyOptions): Promise<OpenGuard> {
  if ("enforcer" in options) {
    const { enforcer } = options;
    return { guard: new Guard(enforcer, options), enforcer, close: async () => {} };
  }
  const enforcer = await createEnforcer(options);
  try {
    return { guard: new Guard(enforcer, options), enforcer, close: () => enforcer.close() };
  } catch (error) {
    await enforcer.close();
    throw error;
  }
}
