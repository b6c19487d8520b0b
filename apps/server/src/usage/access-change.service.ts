import { compileAllowlist, compilePermissions } from "@latchkey/enforcement";
import type { Part } from "../accounts/policy.js";
import { type CheckedAllowlist, judgeAllowlist } from "../allowlist/allowlist.check.js";
import { countOf } from "../database/columns.js";
import type { Context } from "../graphql/context.js";
import { badInput } from "../graphql/errors.js";
import { readKey } from "../keys/read-key.js";
import { type CheckedPermissions, judgePermissions } from "../permissions/permission.check.js";
import { codesOf } from "../permissions/permission.reader.js";
import type { PreviewAccessChangeInput } from "./access-change.inputs.js";
import type { AccessChangeImpact } from "./access-change.js";
import { judgeCalls, type PassedCalls } from "./judge-calls.js";
import { lastDays } from "./period.js";
import { UsageMinute } from "./usage-minute.entity.js";

const DEFAULT_DAYS = 7;

/**
 * Which calls of the last days a change would have denied. What is left out of the change denies none.
 * @throws NOT_FOUND; BAD_USER_INPUT for what the change itself would be refused for, and when `days` is not from 1 to 90
 */
export async function previewAccessChange(
  context: Context,
  input: PreviewAccessChangeInput,
): Promise<AccessChangeImpact> {
  const { key, standing } = await readKey(context, input.apiKeyId);
  const { rules, clock } = context.installation;
  const { since } = lastDays(input.days ?? DEFAULT_DAYS, clock.now());
  const permissions = await changedPermissions(context, key.id, standing.part, input);
  const allowlist = input.allowlist == null ? null : judgeAllowlist(input.allowlist);
  requireGood(permissions, allowlist);

  const { catalogue } = await rules.read(key.id);
  return judgeCalls(await passedSince(context, key.id, since), catalogue, {
    permissions: permissions && compilePermissions(permissions.scope, permissions.codes, catalogue),
    allowlist:
      allowlist &&
      compileAllowlist(
        allowlist.scope,
        allowlist.entries.map(({ cidr }) => cidr),
      ),
  });
}

async function changedPermissions(
  context: Context,
  apiKeyId: string,
  part: Part,
  { permissions }: PreviewAccessChangeInput,
): Promise<CheckedPermissions | null> {
  if (permissions == null) return null;
  const { manager } = context.installation.database.reader;
  return judgePermissions(manager, part, permissions, await codesOf(context, apiKeyId));
}

function requireGood(...checked: (CheckedPermissions | CheckedAllowlist | null)[]): void {
  const [first] = checked.flatMap((part) => part?.errors ?? []);
  if (first !== undefined) throw badInput(`"${first.path?.join(".")}": ${first.message}`);
}

/** MySQL's driver hands out sums as text. */
type Raw = Record<keyof PassedCalls, string>;

async function passedSince(
  { installation }: Context,
  apiKeyId: string,
  since: number,
): Promise<PassedCalls[]> {
  const rows = await installation.database.reader.manager
    .createQueryBuilder(UsageMinute, "minute")
    .select("minute.operation", "operation")
    .addSelect("minute.address", "address")
    .addSelect("SUM(minute.calls)", "calls")
    .addSelect("MAX(minute.lastAt)", "lastAt")
    .where({ apiKeyId, outcome: "ALLOWED" })
    .andWhere("minute.minute >= :since", { since })
    .groupBy("minute.operation")
    .addGroupBy("minute.address")
    .getRawMany<Raw>();
  return rows.map((row) => ({ ...row, calls: countOf(row.calls), lastAt: Number(row.lastAt) }));
}
