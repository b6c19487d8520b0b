import { insertAll } from "../database/insert-all.js";
import type { Context } from "../graphql/context.js";
import { refuseIfAny } from "../graphql/user-error.js";
import { ApiKey } from "../keys/api-key.entity.js";
import type { ApiKeyPayload } from "../keys/api-key.payloads.js";
import { changeKey } from "../keys/key-change.js";
import { keyPayload } from "../keys/key-payload.js";
import { judgeAllowlist } from "./allowlist.check.js";
import type { SetAllowlistInput } from "./allowlist.inputs.js";
import { AllowlistEntry } from "./allowlist-entry.entity.js";
import { allowlistInWords } from "./allowlist-in-words.js";

/** Replaces from where a key may be used. */
export async function setAllowlist(context: Context, input: SetAllowlistInput): Promise<ApiKeyPayload> {
  const outcome = await changeKey(context, {
    mutation: "setAllowlist",
    act: "setAllowlist",
    input,
    check() {
      const checked = judgeAllowlist(input.allowlist);
      refuseIfAny(checked.errors);
      return checked;
    },
    async apply({ change, key }, { scope, entries }) {
      const { id } = key;
      const before = await change.manager.find(AllowlistEntry, {
        where: { apiKeyId: id },
        order: { position: "ASC" },
      });
      await change.manager.update(ApiKey, { id }, { addressScope: scope });
      await change.manager.delete(AllowlistEntry, { apiKeyId: id });
      const rows = entries.map((entry) => ({ apiKeyId: id, ...entry }));
      await insertAll(change.manager, AllowlistEntry, rows);
      change.audit({
        action: "allowlist.set",
        subjectId: id,
        summary: `Key "${key.name}" may be used from ${allowlistInWords(scope, entries)}; before: ${allowlistInWords(key.addressScope, before)}.`,
      });
    },
  });
  return keyPayload(context, outcome);
}
