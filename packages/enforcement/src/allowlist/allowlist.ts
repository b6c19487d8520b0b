import { parseCaller } from "./client-address.js";
import { type AddressRanges, compileRanges, contains } from "./ranges.js";

export type AddressScope = "ANY_ADDRESS" | "ALLOWLIST_ONLY";

/** The addresses from which a key may call. Null: from any. */
export interface CompiledAllowlist {
  ranges: AddressRanges | null;
}

const ANY_ADDRESS: CompiledAllowlist = { ranges: null };

/**
 * Compiles a key's allowlist. ALLOWLIST_ONLY without entries admits nobody; ANY_ADDRESS ignores the entries.
 * Null when an entry can't be read: requests with such a key can't be decided.
 */
export function compileAllowlist(scope: AddressScope, cidrs: readonly string[]): CompiledAllowlist | null {
  if (scope === "ANY_ADDRESS") return ANY_ADDRESS;
  const ranges = compileRanges(cidrs);
  return ranges === null ? null : { ranges };
}

/** Whether a caller at this address may use the key. An unknown (null) or unparsable address is on no allowlist. */
export function admits(allowlist: CompiledAllowlist, clientAddress: string | null): boolean {
  if (allowlist.ranges === null) return true;
  const address = clientAddress === null ? null : parseCaller(clientAddress);
  return address !== null && contains(allowlist.ranges, address);
}
