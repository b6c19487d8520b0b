import { type EntityManager, Not } from "typeorm";
import { violatesUnique } from "../database/unique-violation.js";
import { refuse, UserErrorCode } from "../graphql/user-error.js";
import { ApiKey } from "./api-key.entity.js";

const NAME_INDEX = { name: "api_key_name_taken", columns: ["api_key.accountId", "api_key.liveName"] };

/**
 * Writes a key with a name that no other living key of the account may have.
 * @throws Refusal TAKEN, also when another takes the name at the same moment: then the unique index tells
 */
export async function takeName(
  manager: EntityManager,
  { id, accountId, name }: { id: string; accountId: string; name: string },
  write: () => Promise<unknown>,
): Promise<void> {
  if (await manager.existsBy(ApiKey, { accountId, liveName: name, id: Not(id) })) refuseName();
  try {
    await write();
  } catch (error) {
    if (violatesUnique(error, NAME_INDEX)) refuseName();
    throw error;
  }
}

function refuseName(): never {
  refuse(UserErrorCode.TAKEN, "Another key of this account has this name.", ["name"]);
}
