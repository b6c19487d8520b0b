import { isAccessControl } from "./access-control.js";
import type { AccessScope } from "./permissions.js";

export type PermissionsResult =
  | { ok: true; codes: string[] }
  /** `codes`: those that are wrong. */
  | { ok: false; code: "INVALID" | "UNKNOWN_PERMISSION"; message: string; codes: string[] };

/** Permission codes sorted by code unit, without duplicates: as they are stored and given back. */
export function normaliseCodes(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}

/**
 * Checks the permissions that somebody asks for. Codes left out or null are an empty list. Every code must be the built-in Api's or one
 * that `isKnown` accepts (else UNKNOWN_PERMISSION); beside ALL_APIS, only the built-in Api's may stand (else INVALID).
 * @param isKnown whether a code is an Api or an operation, or a retired one that the key holds already
 */
export function checkPermissions(
  scope: AccessScope,
  codes: readonly string[] | null | undefined,
  isKnown: (code: string) => boolean,
): PermissionsResult {
  const sorted = normaliseCodes(codes ?? []);
  const unknown = sorted.filter((code) => !isAccessControl(code) && !isKnown(code));
  if (unknown.length > 0) {
    return { ok: false, code: "UNKNOWN_PERMISSION", message: "There is no such permission.", codes: unknown };
  }
  const beside = scope === "ALL_APIS" ? sorted.filter((code) => !isAccessControl(code)) : [];
  if (beside.length > 0) {
    return {
      ok: false,
      code: "INVALID",
      message: "With all APIs, no single ones can be chosen.",
      codes: beside,
    };
  }
  return { ok: true, codes: sorted };
}

/** Whether a key with these codes may manage keys: only an OWNER or ADMIN may make or change such a key. */
export function holdsAccessControl(codes: readonly string[]): boolean {
  return codes.some(isAccessControl);
}
