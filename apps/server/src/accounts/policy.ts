import { Role } from "./member.entity.js";

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
const ORDINARY: Record<KeyAct, readonly Role[]> = {
  create: [OWNER, ADMIN, DEVELOPER],
  change: [OWNER, ADMIN, DEVELOPER],
  enable: [OWNER, ADMIN, DEVELOPER],
  disable: [OWNER, ADMIN, DEVELOPER],
  regenerate: [OWNER, ADMIN, DEVELOPER],
  // The second half of regenerating: who may regenerate without a grace period could end the old token anyway.
  deleteRetiringToken: [OWNER, ADMIN, DEVELOPER],
  setPermissions: [OWNER, ADMIN, DEVELOPER],
  setAllowlist: [OWNER, ADMIN, DEVELOPER],
  delete: [OWNER, ADMIN],
};

/** Who may do anything at all to a key that can manage keys, and who may make a key one of these. */
const TRUSTED: readonly Role[] = [OWNER, ADMIN];

/** Who may ask for another limit. */
const ASKING: readonly Role[] = [OWNER, ADMIN, DEVELOPER];

/** @param role null: an operator, who never touches keys */
export function mayActOnKey(role: Role | null, act: KeyAct, holdsAccessControl: boolean): boolean {
  return role !== null && ORDINARY[act].includes(role) && (!holdsAccessControl || TRUSTED.includes(role));
}

/** Whether a role may grant `access-control` to a key. */
export function mayGrantAccessControl(role: Role | null): boolean {
  return role !== null && TRUSTED.includes(role);
}

/** Whether a role may ask for other limits, and take such a request back. */
export function mayAskForLimits(role: Role | null): boolean {
  return role !== null && ASKING.includes(role);
}

/** Whether who asks may decide for an account as the provider's staff: not for one that they are a member of. @param role theirs in it */
export function mayActAsOperator(isOperator: boolean, role: Role | null): boolean {
  return isOperator && role === null;
}
