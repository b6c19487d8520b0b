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

/** The built-in Api for managing keys; ALL_APIS never includes it. */
export const ACCESS_CONTROL = "access-control";

/** Whether the code stands for `access-control` or one of its operations. */
export function isAccessControl(code: string): boolean {
  return code === ACCESS_CONTROL || code.startsWith(`${ACCESS_CONTROL}.`);
}

/** The Api a code belongs to: "sms.send" → "sms". */
export function apiCodeOf(code: string): string {
  return code.split(".", 1)[0] ?? code;
}

/** What a key may call, in a few words: "All APIs", "3 APIs", "No API". */
export function accessInWords({ scope, codes }: Permissions): string {
  const plus = codes.some(isAccessControl) ? " + key management" : "";
  if (scope === "ALL_APIS") return `All APIs${plus}`;
  const apis = new Set(codes.filter((code) => !isAccessControl(code)).map(apiCodeOf)).size;
  if (apis === 0) return plus ? "Key management only" : "No API";
  return `${apis} ${apis === 1 ? "API" : "APIs"}${plus}`;
}
