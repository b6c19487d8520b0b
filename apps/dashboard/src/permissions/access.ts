import { holdsAccessControl, isAccessControl } from "@latchkey/enforcement";

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

/**
 * What a key may call, in a few words: "All APIs", "3 APIs", "No API". Codes that the catalogue lacks grant nothing; while it is not
 * known (empty), single APIs are not counted.
 */
export function accessInWords({ scope, codes }: Permissions, apis: readonly ApiChoice[]): string {
  const manages = holdsAccessControl(codes);
  const plus = manages ? " and key management" : "";
  if (scope === "ALL_APIS") return `All APIs${plus}`;
  if (apis.length === 0 && codes.some((code) => !isAccessControl(code))) return `Selected APIs${plus}`;
  const granted = new Set(codes);
  const count = apis.filter(
    (api) => granted.has(api.code) || api.operations.some(({ code }) => granted.has(code)),
  ).length;
  if (count === 0) return manages ? "Key management only" : "No API";
  return `${count} ${count === 1 ? "API" : "APIs"}${plus}`;
}

/** The same as the API takes it. */
export function toPermissionsInput({ scope, codes }: Permissions) {
  return scope === "ALL_APIS" && codes.length === 0 ? { scope } : { scope, codes: [...codes] };
}
