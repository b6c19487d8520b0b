import { checkPermissions, holdsAccessControl, isAccessControl } from "@latchkey/enforcement";
import { type EntityManager, In, IsNull } from "typeorm";
import type { Role } from "../accounts/member.entity.js";
import { mayGrantAccessControl } from "../accounts/policy.js";
import { Api } from "../catalogue/api.entity.js";
import { Operation } from "../catalogue/operation.entity.js";
import { type UserError, UserErrorCode, userError } from "../graphql/user-error.js";
import { AccessScope } from "../keys/api-key.entity.js";
import type { PermissionsInput } from "./permission.inputs.js";

/** Permissions as they will be stored. */
export interface CheckedPermissions {
  scope: AccessScope;
  codes: string[];
  errors: UserError[];
}

/**
 * Judges permissions that somebody asks for.
 * @param role of who asks: not everybody may grant `access-control`
 * @param held what the key was granted so far: also a code that the catalogue has retired may stay
 */
export async function judgePermissions(
  manager: EntityManager,
  role: Role | null,
  input: PermissionsInput | null | undefined,
  held: readonly string[],
): Promise<CheckedPermissions> {
  const scope = input?.scope ?? AccessScope.ALL_APIS;
  const asked = input?.codes ?? [];
  const known = new Set([...held, ...(await knownCodes(manager, asked))]);
  const result = checkPermissions(scope, asked, (code) => known.has(code));
  const errorAt = (code: UserErrorCode, message: string, permission: string) =>
    userError(code, message, ["permissions", "codes", String(asked.indexOf(permission))]);
  if (!result.ok) {
    const errors = result.codes.map((code) => errorAt(UserErrorCode[result.code], result.message, code));
    return { scope, codes: [], errors };
  }
  const escalates = holdsAccessControl(result.codes) && !mayGrantAccessControl(role);
  const beyond = escalates ? result.codes.filter(isAccessControl) : [];
  const message = "Only an owner or an admin may grant this.";
  const errors = beyond.map((code) => errorAt(UserErrorCode.NOT_GRANTABLE, message, code));
  return { scope, codes: result.codes, errors };
}

/** Which of these codes are in the catalogue, and not retired. */
async function knownCodes(manager: EntityManager, asked: readonly string[]): Promise<string[]> {
  const where = { code: In([...new Set(asked)]), retiredAt: IsNull() };
  const [apis, operations] = [await manager.findBy(Api, where), await manager.findBy(Operation, where)];
  return [...apis, ...operations].map(({ code }) => code);
}
