import type { Account } from "./account.js";

type Role = Account["viewerRole"];

/** Whether the role may create and change keys that do not hold `access-control`. */
export function mayChangeKeys(role: Role): boolean {
  return role === "OWNER" || role === "ADMIN" || role === "DEVELOPER";
}

/** Whether the role may delete keys, and make or change keys that hold `access-control`. */
export function mayManageKeys(role: Role): boolean {
  return role === "OWNER" || role === "ADMIN";
}

/** Whether the role may change this key. */
export function mayChangeKey(role: Role, permissions: readonly string[]): boolean {
  return permissions.some((code) => code.startsWith("access-control"))
    ? mayManageKeys(role)
    : mayChangeKeys(role);
}

/** Whether the role may ask for another limit, and take such a request back. */
export function mayAskForLimits(role: Role): boolean {
  return mayChangeKeys(role);
}
