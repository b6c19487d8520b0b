import { checkPermissions, holdsAccessControl, isAccessControl } from "@latchkey/enforcement";
import { type EntityManager, IsNull } from "typeorm";
import { mayGrantAccessControl, type Part } from "../accounts/policy.js";
import { Api } from "../catalogue/api.entity.js";
import { Operation } from "../catalogue/operation.entity.js";
import { type UserError, UserErrorCode, userError } from "../graphql/user-error.js";
import { AccessScope } from "../keys/api-key.entity.js";
import type { PermissionsInput } from "./permission.inputs.js";

/** Of wrong codes so many are named, the first in alphabetical order. */
const MOST_NAMED = 100;

/** Permissions as they will be stored. */
export interface CheckedPermissions {
  scope: AccessScope;
  codes: string[];
  errors: UserError[];
}

/**
 * Judges permissions that somebody asks for.
 * @param part of the one who asks: not everybody may grant `access-control`
 * @param held what the key was granted so far: also a code that the catalogue has retired may stay
 */
export async function judgePermissions(
  manager: EntityManager,
  part: Part,
  input: PermissionsInput | null | undefined,
  held: readonly string[],
): Promise<CheckedPermissions> {
  const scope = input?.scope ?? AccessScope.ALL_APIS;
  const asked = input?.codes ?? [];
  const known = new Set([...held, ...(await catalogueCodes(manager))]);
  const result = checkPermissions(scope, asked, (code) => known.has(code));
  const errorAt = (code: UserErrorCode, message: string, permission: string) =>
    userError(code, message, ["permissions", "codes", String(asked.indexOf(permission))]);
  if (!result.ok) {
    const named = result.codes.slice(0, MOST_NAMED);
    const errors = named.map((code) => errorAt(UserErrorCode[result.code], result.message, code));
    return { scope, codes: [], errors };
  }
  const escalates = holdsAccessControl(result.codes) && !mayGrantAccessControl(part);
  const beyond = escalates ? result.codes.filter(isAccessControl) : [];
  const message = "Only an owner or an admin may grant this.";
  const errors = beyond.map((code) => errorAt(UserErrorCode.NOT_GRANTABLE, message, code));
  return { scope, codes: result.codes, errors };
}

/** All codes of the catalogue, without retired ones: there are fewer of them than somebody could ask for. */
async function catalogueCodes(manager: EntityManager): Promise<string[]> {
  const choice = { select: { code: true }, where: { retiredAt: IsNull() } } as const;
  const [apis, operations] = [await manager.find(Api, choice), await manager.find(Operation, choice)];
  return [...apis, ...operations].map(({ code }) => code);
}
