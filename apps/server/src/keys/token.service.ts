import { In } from "typeorm";
import { actorName, actorOf } from "../audit/actor.js";
import type { Context } from "../graphql/context.js";
import { once } from "../graphql/idempotency.js";
import { refuse, refuseIfAny, type UserError, UserErrorCode, userError } from "../graphql/user-error.js";
import type { ApiKeyActionInput } from "./api-key.inputs.js";
import type { ApiKeyPayload, TokenPayload } from "./api-key.payloads.js";
import { changeKey, type HeldKey } from "./key-change.js";
import { keyPayload, tokenPayload } from "./key-payload.js";
import { newToken } from "./new-token.js";
import { mailRotation, type Rotation } from "./rotation-mails.js";
import { Token } from "./token.entity.js";
import type { RegenerateTokenInput } from "./token.inputs.js";
import { isActive, isRetiring } from "./token.reader.js";

const GRACE_SECONDS = 48 * 60 * 60;
const LONGEST_GRACE_SECONDS = 30 * 24 * 60 * 60;

/** Makes a new active token, whose text is in the payload alone; the old one retires when the grace period ends. */
export async function regenerateToken(context: Context, input: RegenerateTokenInput): Promise<TokenPayload> {
  const grace = input.gracePeriodSeconds ?? GRACE_SECONDS;
  const outcome = await changeKey(context, {
    mutation: "regenerateToken",
    act: "regenerate",
    input,
    async check({ change, key }) {
      const actor = actorName(context);
      const call = { accountId: key.accountId, actor, mutation: "regenerateToken", input, subjectId: key.id };
      await once(change, call);
      refuseIfAny(checkGrace(grace, input));
    },
    async apply(held) {
      const { text, rotation } = await replaceToken(held, grace, input);
      await mailRotation(held.change, held.key, { ...rotation, byId: actorOf(context).userId });
      return text;
    },
  });
  return tokenPayload(context, outcome);
}

/** All that is wrong with how the tokens of before shall end. */
function checkGrace(
  seconds: number,
  { endPreviousGrace, replaceActive }: Pick<RegenerateTokenInput, "endPreviousGrace" | "replaceActive">,
): UserError[] {
  const wrong = (message: string, field: string) => [userError(UserErrorCode.INVALID, message, [field])];
  const isWithin = seconds >= 0 && seconds <= LONGEST_GRACE_SECONDS;
  return [
    ...(isWithin
      ? []
      : wrong(`A grace period has 0 to ${LONGEST_GRACE_SECONDS} seconds.`, "gracePeriodSeconds")),
    ...(endPreviousGrace && replaceActive
      ? wrong("Either the old token ends at once or the active one, not both.", "replaceActive")
      : []),
  ];
}

async function replaceToken(
  held: HeldKey,
  grace: number,
  { endPreviousGrace, replaceActive }: Pick<RegenerateTokenInput, "endPreviousGrace" | "replaceActive">,
): Promise<{ text: string; rotation: Rotation }> {
  const { manager, now } = held.change;
  const tokens = await manager.findBy(Token, { apiKeyId: held.key.id });
  const retiring = tokens.find((token) => isRetiring(token, now.getTime()));
  const active = tokens.find(isActive);
  if (retiring !== undefined && replaceActive)
    return putInPlaceOf(held, tokens, { old: retiring, ended: active ?? null });
  if (retiring !== undefined && !endPreviousGrace)
    refuse(
      UserErrorCode.GRACE_PERIOD_OPEN,
      "The previous token still works. End it first (deleteRetiringToken) or by this call (endPreviousGrace); or replace the newest one, if nobody has it (replaceActive).",
    );
  const retiresAt = new Date(now.getTime() + grace * 1_000);
  // Without a grace period the old token ends on every gateway, whatever its clock says.
  const end = { retiresAt, deletedAt: grace === 0 ? now : null };
  if (active !== undefined) await manager.update(Token, { id: active.id }, end);
  return putInPlaceOf(held, tokens, { old: active ? { ...active, ...end } : null, ended: null });
}

/** Makes the new token; of those before stays the one that is named the old one. */
async function putInPlaceOf(
  { change, key }: HeldKey,
  before: readonly Token[],
  { old, ended }: Pick<Rotation, "old" | "ended">,
): Promise<{ text: string; rotation: Rotation }> {
  const { manager, now } = change;
  const gone = before.filter(({ id }) => id !== old?.id).map(({ id }) => id);
  if (gone.length > 0) await manager.delete(Token, { id: In(gone) });
  const { text, row } = newToken(key.id, now);
  await manager.insert(Token, row);
  const instead = ended === null ? "" : ` in place of the last one (${ended.hint}…), which has ended`;
  const end = old?.retiresAt ? `; the old one ends at ${old.retiresAt.toISOString()}` : "";
  change.audit({
    action: "token.regenerated",
    subjectId: key.id,
    summary: `Key "${key.name}" has a new token (${row.hint}…)${instead}${end}.`,
  });
  return { text, rotation: { fresh: row, old, ended } };
}

/** Ends the old token before its grace period does. */
export async function deleteRetiringToken(
  context: Context,
  input: ApiKeyActionInput,
): Promise<ApiKeyPayload> {
  const outcome = await changeKey(context, {
    mutation: "deleteRetiringToken",
    act: "deleteRetiringToken",
    input,
    async apply({ change, key }) {
      const { manager, now } = change;
      const tokens = await manager.findBy(Token, { apiKeyId: key.id });
      const old = tokens.find((token) => isRetiring(token, now.getTime()));
      if (old === undefined) refuse(UserErrorCode.NO_RETIRING_TOKEN, "No old token is in its grace period.");
      await manager.update(Token, { id: old.id }, { deletedAt: now });
      change.audit({
        action: "token.deleted",
        subjectId: key.id,
        summary: `The old token (${old.hint}…) of key "${key.name}" was deleted.`,
      });
    },
  });
  return keyPayload(context, outcome);
}
