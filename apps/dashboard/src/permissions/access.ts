import { holdsAccessControl, isAccessControl } from "@latchkey/enforcement";
import { counted } from "../ui/count.js";
import { listed } from "../ui/listed.js";

/** An Api with its operations, as far as the rules here look at it. */
export interface ApiChoice {
  code: string;
  name: string;
  operations: readonly { code: string; method: string; path: string; summary: string }[];
}

export interface Permissions {
  scope: "ALL_APIS" | "SELECTED_APIS";
  codes: readonly string[];
}

/** Those of a key as the API gives it. */
export function permissionsOf(key: { accessScope: Permissions["scope"]; permissions: readonly string[] }) {
  return { scope: key.accessScope, codes: key.permissions };
}

/**
 * What a key may call, in a few words: "All APIs", "3 APIs", "1 API and 2 operations", "No API". Operations count where their API is not
 * granted as a whole. Codes that the catalogue lacks grant nothing; while it is not known (empty), nothing is counted.
 */
export function accessInWords({ scope, codes }: Permissions, apis: readonly ApiChoice[]): string {
  const manages = holdsAccessControl(codes);
  const plus = manages ? " and key management" : "";
  if (scope === "ALL_APIS") return `All APIs${plus}`;
  if (apis.length === 0 && codes.some((code) => !isAccessControl(code))) return `Selected APIs${plus}`;
  const granted = new Set(codes);
  const whole = apis.filter(({ code }) => granted.has(code));
  const single = apis
    .filter((api) => !whole.includes(api))
    .flatMap(({ operations }) => operations.filter(({ code }) => granted.has(code)));
  const parts = [
    ...(whole.length > 0 ? [counted(whole.length, "API")] : []),
    ...(single.length > 0 ? [counted(single.length, "operation")] : []),
    ...(manages ? ["key management"] : []),
  ];
  if (parts.length === 0) return "No API";
  if (whole.length + single.length === 0) return "Key management only";
  return listed(parts, "and");
}

/** Permissions as the API takes them. */
export function toPermissionsInput({ scope, codes }: Permissions) {
  return scope === "ALL_APIS" && codes.length === 0 ? { scope } : { scope, codes: [...codes] };
}
