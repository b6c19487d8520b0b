import { ACCESS_CONTROL_API, ACCESS_CONTROL_READ } from "@latchkey/enforcement";
import { basic } from "@latchkey/enforcer/testing";
import { Account } from "../../accounts/account.entity.js";
import { Member, Role } from "../../accounts/member.entity.js";
import { Api } from "../../catalogue/api.entity.js";
import { Operation } from "../../catalogue/operation.entity.js";
import { change, INSTALLATION } from "../../database/change.js";
import { type IdPrefix, newId as newIdAt } from "../../database/ids.js";
import type { Store } from "../../database/store.js";
import { Operator } from "../../identity/operator.entity.js";
import { User } from "../../identity/user.entity.js";
import { AccessScope } from "../../keys/api-key.entity.js";
import { insertPair, unrestricted } from "../../keys/new-pair.js";

/** Who asks in a test. `stranger` owns the other account; `nobody` has not signed in; the keys are `alpha`'s, made when they first ask. */
export type Who = Role | "operator" | "stranger" | "nobody" | AskingKey;
export type AskingKey = "reading key" | "writing key";

const GRANTED: Record<AskingKey, string> = {
  "reading key": ACCESS_CONTROL_READ,
  "writing key": ACCESS_CONTROL_API.code,
};

export function isAskingKey(who: Who): who is AskingKey {
  return who in GRANTED;
}

/** An HTTP Basic header of a new key. */
export async function makePair(store: Store, accountId: string, who: AskingKey): Promise<string> {
  const { result } = await change(store, accountId, INSTALLATION, async (work) => {
    const { key, token } = await insertPair(work, {
      ...unrestricted(work.now, accountId, `The ${who}`),
      accessScope: AccessScope.SELECTED_APIS,
      codes: [GRANTED[who]],
    });
    work.audit({ action: "test.key", subjectId: key.id, summary: "A key was made." });
    return basic(key.key, token);
  });
  return result;
}

/** Inserts the rows of two accounts with their people, of an operator, and of a small catalogue. */
export async function settle(store: Store) {
  const now = new Date(store.clock.now());
  // Each id of a moment of its own, so that lists of any world are in the same order.
  let made = now.getTime() - 100;
  const newId = (prefix: IdPrefix) => newIdAt(prefix, new Date(made++));
  const account = (sid: string): Account => ({
    id: newId("acc"),
    sid,
    name: sid,
    suspended: false,
    createdAt: now,
    revision: 0,
  });
  const alpha = account("alpha");
  const beta = account("beta");
  const users = new Map<Who, User>();
  for (const who of [...Object.values(Role), "operator", "stranger"] as Who[]) {
    const email = `${who.toLowerCase()}@example.com`;
    users.set(who, {
      id: newId("usr"),
      name: `The ${who}`,
      email,
      emailVerified: true,
      image: null,
      twoFactorEnabled: false,
      createdAt: now,
      updatedAt: now,
    });
  }
  const idOf = (who: Who) => users.get(who)?.id ?? "";
  const member = (accountId: string, who: Who, role: Role) => ({
    id: newId("mem"),
    accountId,
    userId: idOf(who),
    role,
    joinedAt: now,
  });
  await change(store, null, INSTALLATION, async ({ manager, audit }) => {
    await manager.insert(Account, [alpha, beta]);
    await manager.insert(User, [...users.values()]);
    await manager.insert(Operator, { userId: idOf("operator"), createdAt: now });
    await manager.insert(Member, [
      ...Object.values(Role).map((role) => member(alpha.id, role, role)),
      member(beta.id, "stranger", Role.OWNER),
    ]);
    await manager.insert(Api, [api("sms", 0, 200), api("voice", 1, 100)]);
    await manager.insert(Operation, [
      operation("sms.send", 0, "POST"),
      operation("sms.list", 1, "GET"),
      operation("voice.calls.list", 2, "GET"),
    ]);
    audit({ action: "test.settled", subjectId: null, summary: "A world was made." });
  });
  return { alpha, beta, users };
}

function api(code: string, position: number, catalogueLimit: number): Api {
  const rest = {
    windowSeconds: 60,
    operatorLimit: null,
    operatorLimitById: null,
    retiredAt: null,
    revision: 0,
  };
  return { code, name: code.toUpperCase(), position, catalogueLimit, ...rest };
}

function operation(code: string, position: number, method: string): Operation {
  const apiCode = code.split(".")[0] ?? "";
  const path = `/v1/Accounts/{sid}/${code}`;
  return {
    code,
    apiCode,
    position,
    method,
    path,
    summary: code,
    accountScoped: true,
    retiredAt: null,
    revision: 0,
  };
}
