import { Role } from "./member.entity.js";

/** What an automation key that may change something is in its account. */
export const AUTOMATION = "AUTOMATION";

/** What the one who asks is in an account. Null: an operator who is not a member. */
export type Part = Role | typeof AUTOMATION | null;

/** What can be done to a key. */
export type KeyAct =
  | "create"
  | "change"
  | "enable"
  | "disable"
  | "delete"
  | "regenerate"
  | "deleteRetiringToken"
  | "setPermissions"
  | "setAllowlist";

const { OWNER, ADMIN, DEVELOPER } = Role;

/** Who may do what to a key that can't manage keys. */
const ORDINARY: Record<KeyAct, readonly Part[]> = {
  create: [OWNER, ADMIN, DEVELOPER, AUTOMATION],
  change: [OWNER, ADMIN, DEVELOPER, AUTOMATION],
  enable: [OWNER, ADMIN, DEVELOPER, AUTOMATION],
  disable: [OWNER, ADMIN, DEVELOPER, AUTOMATION],
  regenerate: [OWNER, ADMIN, DEVELOPER, AUTOMATION],
  // The second half of regenerating: who may regenerate without a grace period could end the old token anyway.
  deleteRetiringToken: [OWNER, ADMIN, DEVELOPER, AUTOMATION],
  setPermissions: [OWNER, ADMIN, DEVELOPER, AUTOMATION],
  setAllowlist: [OWNER, ADMIN, DEVELOPER, AUTOMATION],
  delete: [OWNER, ADMIN, AUTOMATION],
};

/** Who may do anything at all to a key that can manage keys, and who may make a key one of these. */
const TRUSTED: readonly Part[] = [OWNER, ADMIN];

/** What an automation key may do to itself, though it can manage keys. */
const TO_ITSELF: readonly KeyAct[] = ["regenerate", "deleteRetiringToken"];

/** Who may ask for another limit. */
const ASKING: readonly Part[] = [OWNER, ADMIN, DEVELOPER, AUTOMATION];

/** @param isItself whether it is the key that asks */
export function mayActOnKey(
  part: Part,
  act: KeyAct,
  { holdsAccessControl, isItself }: { holdsAccessControl: boolean; isItself: boolean },
): boolean {
  if (isItself && TO_ITSELF.includes(act)) return true;
  return ORDINARY[act].includes(part) && (!holdsAccessControl || TRUSTED.includes(part));
}

/** Whether who asks may grant `access-control` to a key. */
export function mayGrantAccessControl(part: Part): boolean {
  return TRUSTED.includes(part);
}

/** Whether who asks may ask for other limits, and take such a request back. */
export function mayAskForLimits(part: Part): boolean {
  return ASKING.includes(part);
}

/** Whether who asks may give the account another name. */
export function mayRenameAccount(part: Part): boolean {
  return part === OWNER || part === ADMIN;
}

/** Whether who asks may give a member another role, or none (null): what concerns owners is for owners alone. */
export function mayChangeMember(part: Part, before: Role, after: Role | null): boolean {
  return part === OWNER || (part === ADMIN && before !== OWNER && after !== OWNER);
}

/** Whether who asks may decide for an account as the provider's staff: not for one that they are a member of. @param part theirs in it */
export function mayActAsOperator(isOperator: boolean, part: Part): boolean {
  return isOperator && part === null;
}
