import { holdsAccessControl } from "@latchkey/enforcement";
import type { Account } from "./account.js";

type Role = NonNullable<Account["viewerRole"]>;

/** Who may create and change keys that do not hold `access-control`. */
export const KEY_CHANGERS = ["OWNER", "ADMIN", "DEVELOPER"] as const satisfies readonly Role[];

/** Who may delete keys, and make or change keys that hold `access-control`. */
export const KEY_MANAGERS = ["OWNER", "ADMIN"] as const satisfies readonly Role[];

function isOneOf(role: Account["viewerRole"], roles: readonly Role[]): boolean {
  return role !== null && roles.includes(role);
}

/** Whether the role may create and change keys that do not hold `access-control`. */
export function mayChangeKeys(role: Account["viewerRole"]): boolean {
  return isOneOf(role, KEY_CHANGERS);
}

/** Whether the role may delete keys, and make or change keys that hold `access-control`. */
export function mayManageKeys(role: Account["viewerRole"]): boolean {
  return isOneOf(role, KEY_MANAGERS);
}

/** Who may ask for another limit, and take such a request back. */
export const LIMIT_ASKERS = KEY_CHANGERS;

/** Who may change a key with these permissions. */
export function changersOf(permissions: readonly string[]) {
  return holdsAccessControl(permissions) ? KEY_MANAGERS : KEY_CHANGERS;
}

/** Whether the role may change this key. */
export function mayChangeKey(role: Account["viewerRole"], permissions: readonly string[]): boolean {
  return isOneOf(role, changersOf(permissions));
}

/** Whether the role may give the account another name. */
export function mayRenameAccount(role: Account["viewerRole"]): boolean {
  return role === "OWNER" || role === "ADMIN";
}

/** Whether the role may give this member another role, or remove them: what concerns owners is for owners alone. */
export function mayChangeMember(role: Account["viewerRole"], member: Role): boolean {
  return role === "OWNER" || (role === "ADMIN" && member !== "OWNER");
}

/** Whether the role may ask for another limit, and take such a request back. */
export function mayAskForLimits(role: Account["viewerRole"]): boolean {
  return isOneOf(role, LIMIT_ASKERS);
}
