import {
  admits,
  type Catalogue,
  type CompiledAllowlist,
  type CompiledPermissions,
  grants,
} from "@latchkey/enforcement";
import { groupBy } from "../graphql/loader.js";
import type { AccessChangeImpact } from "./access-change.js";
import type { ApiUsage } from "./key-usage.js";

const MOST_ADDRESSES = 100;

/** Calls of a key with one operation from one address that all passed. */
export interface PassedCalls {
  operation: string;
  /** Empty: unknown. "other": not kept. */
  address: string;
  calls: number;
  lastAt: number;
}

/** What would be judged by; null: as before, so that it denies none of these calls. */
interface ChangedAccess {
  permissions: CompiledPermissions | null;
  allowlist: CompiledAllowlist | null;
}

/** Judges calls that passed by changed permissions and allowlist, with the gateway's own functions. */
export function judgeCalls(
  calls: readonly PassedCalls[],
  catalogue: Catalogue,
  { permissions, allowlist }: ChangedAccess,
): AccessChangeImpact {
  const places = new Map(catalogue.operations.map(({ code, api }, index) => [code, { api, index }]));
  const judged = calls.flatMap((group) => {
    const place = places.get(group.operation);
    if (place === undefined) return [];
    const address = isKept(group.address) ? group.address : null;
    const granted = permissions === null || grants(permissions, place.index);
    const admitted = allowlist === null || admits(allowlist, address);
    return [{ ...group, api: place.api, denied: !(granted && admitted) }];
  });
  const denied = judged.filter((group) => group.denied);
  return {
    calls: sum(judged),
    denied: sum(denied),
    deniedUnknown: sum(denied.filter(({ address }) => !isKept(address))),
    byApi: perApi(judged),
    byAddress: perAddress(denied.filter(({ address }) => isKept(address))),
  };
}

function isKept(address: string): boolean {
  return address !== "" && address !== "other";
}

function perApi(judged: readonly (PassedCalls & { api: string; denied: boolean })[]): ApiUsage[] {
  return [...groupBy(judged, ({ api }) => api)]
    .map(([api, group]) => ({
      api,
      allowed: sum(group.filter(({ denied }) => !denied)),
      denied: sum(group.filter(({ denied }) => denied)),
    }))
    .sort((a, b) => b.denied - a.denied || b.allowed - a.allowed);
}

function perAddress(denied: readonly PassedCalls[]): AccessChangeImpact["byAddress"] {
  return [...groupBy(denied, ({ address }) => address)]
    .map(([address, group]) => ({
      address,
      calls: sum(group),
      lastSeenAt: new Date(group.reduce((newest, { lastAt }) => Math.max(newest, lastAt), 0)),
    }))
    .sort((a, b) => b.calls - a.calls)
    .slice(0, MOST_ADDRESSES);
}

function sum(groups: readonly PassedCalls[]): number {
  return groups.reduce((all, { calls }) => all + calls, 0);
}
