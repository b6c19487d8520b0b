import { findAccount, holdStanding } from "../accounts/account.service.js";
import { mayActOnKey } from "../accounts/policy.js";
import { judgeAllowlist } from "../allowlist/allowlist.check.js";
import { actorName, actorOf } from "../audit/actor.js";
import type { Change } from "../database/change.js";
import { newId } from "../database/ids.js";
import type { Context } from "../graphql/context.js";
import { forbidden } from "../graphql/errors.js";
import { once } from "../graphql/idempotency.js";
import { mutate } from "../graphql/mutation.js";
import { refuseIfAny } from "../graphql/user-error.js";
import { judgePermissions } from "../permissions/permission.check.js";
import { checkHolder, checkWords } from "./api-key.check.js";
import { Environment } from "./api-key.entity.js";
import type { CreateApiKeyInput } from "./api-key.inputs.js";
import type { TokenPayload } from "./api-key.payloads.js";
import { tokenPayload } from "./key-payload.js";
import { insertPair, type NewKey, rulesInWords } from "./new-pair.js";

/** Makes a key and its first token, whose text is in the payload alone. */
export async function createApiKey(context: Context, input: CreateApiKeyInput): Promise<TokenPayload> {
  const findAccountId = async () => (await findAccount(context, input.accountSid)).id;
  const attempt = { mutation: "createApiKey", subjectId: null, findAccountId };
  const outcome = await mutate(context, attempt, async (change, accountId) => {
    const wanted = await judge(context, change, accountId, input);
    const { key, token } = await insertPair(change, wanted);
    change.audit({
      action: "apiKey.created",
      subjectId: key.id,
      summary: `Key "${key.name}" (${key.key}) was made. ${rulesInWords(wanted)}`,
    });
    return { key, made: token };
  });
  return tokenPayload(context, outcome);
}

async function judge(
  context: Context,
  change: Change,
  accountId: string,
  input: CreateApiKeyInput,
): Promise<NewKey> {
  const { manager, now } = change;
  const { part } = await holdStanding(context, manager, accountId);
  if (!mayActOnKey(part, "create", { holdsAccessControl: false, isItself: false })) throw forbidden();

  const id = newId("key", now);
  const actor = actorName(context);
  await once(change, { accountId, actor, mutation: "createApiKey", input, subjectId: id });

  const permissions = await judgePermissions(manager, part, input.permissions, []);
  const allowlist = judgeAllowlist(input.allowlist);
  refuseIfAny([...checkWords(input), ...permissions.errors, ...allowlist.errors]);
  await checkHolder(manager, accountId, input.holderId);

  return {
    id,
    accountId,
    name: input.name,
    note: input.note || null,
    environment: input.environment ?? Environment.PRODUCTION,
    labels: [...new Set(input.labels ?? [])],
    isDefault: false,
    createdById: actorOf(context).userId,
    holderId: input.holderId ?? null,
    expiresAt: input.expiresAt ?? null,
    accessScope: permissions.scope,
    addressScope: allowlist.scope,
    codes: permissions.codes,
    entries: allowlist.entries,
  };
}
