import { AllowlistEntry } from "../allowlist/allowlist-entry.entity.js";
import type { Context } from "../graphql/context.js";
import type { DeletePayload } from "../graphql/payload.js";
import { refuseIfAny } from "../graphql/user-error.js";
import { Permission } from "../permissions/permission.entity.js";
import { Denial } from "../usage/denial.entity.js";
import { checkHolder, checkWords } from "./api-key.check.js";
import { ApiKey, Environment } from "./api-key.entity.js";
import type { ApiKeyActionInput, UpdateApiKeyInput } from "./api-key.inputs.js";
import type { ApiKeyPayload } from "./api-key.payloads.js";
import { differencesInWords, type Fields } from "./differences-in-words.js";
import { changeKey } from "./key-change.js";
import { takeName } from "./key-name.js";
import { deletePayload, keyPayload } from "./key-payload.js";
import { Token } from "./token.entity.js";

/** Changes what people know of a key, and when it expires. Left out stays, null clears. */
export async function updateApiKey(context: Context, input: UpdateApiKeyInput): Promise<ApiKeyPayload> {
  const outcome = await changeKey(context, {
    mutation: "updateApiKey",
    act: "change",
    input,
    async check({ change, key }) {
      refuseIfAny(checkWords(input));
      await checkHolder(change.manager, key.accountId, input.holderId);
    },
    async apply({ change, key }) {
      const fields = changedFields(input);
      const name = fields.name ?? key.name;
      await takeName(change.manager, { ...key, name }, () =>
        change.manager.update(ApiKey, { id: key.id }, { ...fields, liveName: name }),
      );
      const summary = await differencesInWords(change.manager, key, fields);
      change.audit({ action: "apiKey.updated", subjectId: key.id, summary });
    },
  });
  return keyPayload(context, outcome);
}

export function enableApiKey(context: Context, input: ApiKeyActionInput): Promise<ApiKeyPayload> {
  return setDisabled(context, input, false);
}

export function disableApiKey(context: Context, input: ApiKeyActionInput): Promise<ApiKeyPayload> {
  return setDisabled(context, input, true);
}

async function setDisabled(
  context: Context,
  input: ApiKeyActionInput,
  disabled: boolean,
): Promise<ApiKeyPayload> {
  const verb = disabled ? "disable" : "enable";
  const outcome = await changeKey(context, {
    mutation: `${verb}ApiKey`,
    act: verb,
    input,
    async apply({ change, key }) {
      await change.manager.update(ApiKey, { id: key.id }, { disabled });
      change.audit({
        action: `apiKey.${verb}d`,
        subjectId: key.id,
        summary: `Key "${key.name}" ${key.disabled === disabled ? "stays" : "was"} ${verb}d.`,
      });
    },
  });
  return keyPayload(context, outcome);
}

/** Ends a key and its tokens for ever; its row stays, for its audit and usage. */
export async function deleteApiKey(context: Context, input: ApiKeyActionInput): Promise<DeletePayload> {
  const outcome = await changeKey(context, {
    mutation: "deleteApiKey",
    act: "delete",
    input,
    async apply({ change, key }) {
      const { manager, now } = change;
      const ofKey = { apiKeyId: key.id };
      await manager.update(ApiKey, { id: key.id }, { deletedAt: now, liveName: null });
      await manager.delete(Token, ofKey);
      await manager.delete(Permission, ofKey);
      await manager.delete(AllowlistEntry, ofKey);
      // Nobody can look at them any more, and they tell who called from where.
      await manager.delete(Denial, ofKey);
      change.audit({
        action: "apiKey.deleted",
        subjectId: key.id,
        summary: `Key "${key.name}" (${key.key}) was deleted.`,
      });
    },
  });
  return deletePayload(outcome);
}

/** What of a key the input changes, as it will be stored. */
function changedFields(input: UpdateApiKeyInput): Fields {
  const { name, note, environment, labels, holderId, expiresAt } = input;
  return {
    ...(name != null && { name }),
    ...(note !== undefined && { note: note || null }),
    ...(environment !== undefined && { environment: environment ?? Environment.PRODUCTION }),
    ...(labels !== undefined && { labels: [...new Set(labels)] }),
    ...(holderId !== undefined && { holderId }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}
