import { insertAll } from "../database/insert-all.js";
import type { Context } from "../graphql/context.js";
import { refuseIfAny } from "../graphql/user-error.js";
import { ApiKey } from "../keys/api-key.entity.js";
import type { ApiKeyPayload } from "../keys/api-key.payloads.js";
import { changeKey } from "../keys/key-change.js";
import { keyPayload } from "../keys/key-payload.js";
import { judgePermissions } from "./permission.check.js";
import { Permission } from "./permission.entity.js";
import type { SetPermissionsInput } from "./permission.inputs.js";
import { permissionsInWords } from "./permissions-in-words.js";

/** Replaces what a key may call. */
export async function setPermissions(context: Context, input: SetPermissionsInput): Promise<ApiKeyPayload> {
  const outcome = await changeKey(context, {
    mutation: "setPermissions",
    act: "setPermissions",
    input,
    async check({ change, standing, codes }) {
      const checked = await judgePermissions(change.manager, standing.part, input.permissions, codes);
      refuseIfAny(checked.errors);
      return checked;
    },
    async apply({ change, key, codes }, permissions) {
      const { id } = key;
      await change.manager.update(ApiKey, { id }, { accessScope: permissions.scope });
      await change.manager.delete(Permission, { apiKeyId: id });
      const rows = permissions.codes.map((code) => ({ apiKeyId: id, code }));
      await insertAll(change.manager, Permission, rows);
      const [before, after] = [
        permissionsInWords(key.accessScope, codes),
        permissionsInWords(permissions.scope, permissions.codes),
      ];
      change.audit({
        action: "permissions.set",
        subjectId: id,
        summary: `Key "${key.name}" may call ${after}; before: ${before}.`,
      });
    },
  });
  return keyPayload(context, outcome);
}
