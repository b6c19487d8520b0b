import { isAccessControl, normaliseCodes } from "@latchkey/enforcement";
import type { ApiChoice, Permissions } from "./access.js";

export interface PermissionsDiff {
  gains: string[];
  losses: string[];
}

/** Up to so many operations of an Api are named one by one. */
const FEW = 3;

/** What changes for a key, in words: whole Apis by name, else operations by code, many of them by their number. */
export function permissionsDiff(
  before: Permissions,
  after: Permissions,
  apis: readonly ApiChoice[],
): PermissionsDiff {
  const diff: PermissionsDiff = { gains: [], losses: [] };
  for (const api of apis) {
    const had = grantedOf(api, before);
    const has = grantedOf(api, after);
    diff.gains.push(...inWords(api, had, has));
    diff.losses.push(...inWords(api, has, had));
  }
  const managed = (codes: readonly string[]) => codes.filter(isAccessControl);
  diff.gains.push(...managed(after.codes).filter((code) => !before.codes.includes(code)));
  diff.losses.push(...managed(before.codes).filter((code) => !after.codes.includes(code)));
  return diff;
}

/** Whether both say the same, in whatever order. */
export function samePermissions(a: Permissions, b: Permissions): boolean {
  return a.scope === b.scope && normaliseCodes(a.codes).join(" ") === normaliseCodes(b.codes).join(" ");
}

interface Granted {
  operations: string[];
  /** Also operations that the Api gains later. */
  future: boolean;
}

function grantedOf(api: ApiChoice, { scope, codes }: Permissions): Granted {
  const future = scope === "ALL_APIS" || codes.includes(api.code);
  const operations = api.operations.map(({ code }) => code);
  return { future, operations: future ? operations : operations.filter((code) => codes.includes(code)) };
}

/** What `has` holds and `had` does not. */
function inWords(api: ApiChoice, had: Granted, has: Granted): string[] {
  const more = has.operations.filter((code) => !had.operations.includes(code));
  if (more.length > 0 && more.length === api.operations.length) return [api.name];
  const future = has.future && !had.future && more.length === 0 ? [`future operations of ${api.name}`] : [];
  return more.length > FEW ? [`${more.length} operations of ${api.name}`] : [...more, ...future];
}
