import { holdsAccessControl } from "@latchkey/enforcement";
import { IsNull } from "typeorm";
import { type Standing, standingIn } from "../accounts/account.service.js";
import { AUTOMATION, type KeyAct, mayActOnKey } from "../accounts/policy.js";
import type { Change } from "../database/change.js";
import { findLocked } from "../database/lock.js";
import type { Context } from "../graphql/context.js";
import { forbidden, found, notOfThatKey } from "../graphql/errors.js";
import { mutate, type Outcome } from "../graphql/mutation.js";
import { takeVersion } from "../graphql/take-version.js";
import { codesIn } from "../permissions/permission.reader.js";
import { ApiKey } from "./api-key.entity.js";
import { livingKey } from "./api-key.reader.js";

/** A key in the middle of a change. */
export interface HeldKey {
  change: Change;
  standing: Standing;
  /** As it was before. */
  key: ApiKey;
  /** What it was granted before. */
  codes: string[];
}

interface KeyChange<C, R> {
  mutation: string;
  act: KeyAct;
  input: { id: string; expectedVersion?: number | null };
  /** Judges idempotency and input, before the version. */
  check?: (held: HeldKey) => C | Promise<C>;
  /** Judges the state, changes, and writes the audit event. */
  apply(held: HeldKey, checked: C): Promise<R>;
}

/**
 * Changes one key as one change, in the order that the API promises: account, role, idempotency, input, version, state.
 * @throws NOT_FOUND, FORBIDDEN
 */
export function changeKey<C = undefined, R = void>(
  context: Context,
  { mutation, act, input, check, apply }: KeyChange<C, R>,
): Promise<Outcome<{ key: ApiKey; made: R }>> {
  const findAccountId = () => accountIdOf(context, input.id);
  return mutate(context, { mutation, subjectId: input.id, findAccountId }, async (change) => {
    const held = await hold(context, change, input.id, act);
    const checked = (await check?.(held)) as C;
    await takeVersion(change, ApiKey, held.key, { expected: input.expectedVersion, what: "key" });
    const made = await apply(held, checked);
    change.touch(ApiKey, held.key.id);
    return { key: await change.manager.findOneByOrFail(ApiKey, { id: held.key.id }), made };
  });
}

/** A key never changes its account. */
async function accountIdOf({ installation }: Context, id: string): Promise<string> {
  return found(await livingKey(installation.database.reader.manager, { id })).accountId;
}

/** From here on nobody else changes the key: who tries waits for this change's end. */
async function hold(context: Context, change: Change, id: string, act: KeyAct): Promise<HeldKey> {
  const key = found(await findLocked(change.manager, ApiKey, { id, deletedAt: IsNull() }));
  const standing = await standingIn(context, change.manager, { id: key.accountId });
  const codes = await codesIn(change.manager, id);
  const isItself = context.automation?.caller.keyId === id;
  if (!mayActOnKey(standing.part, act, { holdsAccessControl: holdsAccessControl(codes), isItself }))
    throw standing.part === AUTOMATION ? notOfThatKey() : forbidden();
  return { change, standing, key, codes };
}
