import { type EntityManager, In, IsNull } from "typeorm";
import type { Account } from "../accounts/account.entity.js";
import type { Api } from "../catalogue/api.entity.js";
import { defaultLimitOf, listApis, listRetiredApis } from "../catalogue/catalogue.service.js";
import type { Context } from "../graphql/context.js";
import { batched, groupBy } from "../graphql/loader.js";
import { ThrottleGrant } from "./throttle-grant.entity.js";
import { grantInForce, termsOf } from "./throttle-grant.js";
import { limitName, nameOfLimit, type ThrottleLimit } from "./throttle-limit.js";
import { ThrottleRequest } from "./throttle-request.entity.js";

interface Wanted {
  /** Codes of Apis; null: all of them. Unknown ones have no limit. */
  apis?: readonly string[] | null;
  /** Epoch milliseconds. */
  now?: number;
}

/** The limits of an account, one for each Api that is wanted, as they are in force at `now`. */
export async function listLimits(
  context: Context,
  account: Account,
  { apis = null, now = context.installation.clock.now() }: Wanted = {},
): Promise<ThrottleLimit[]> {
  const { manager } = context.installation.database.reader;
  const wanted = apis && new Set(apis);
  const all = await listApis(context);
  return limitsOf(manager, account.id, wanted ? all.filter(({ code }) => wanted.has(code)) : all, now);
}

/** Those on Apis that have left the catalogue of which a grant is left, or a request waits. */
export async function listRetiredLimits(
  { installation: { database, clock } }: Context,
  { id: accountId }: Account,
): Promise<ThrottleLimit[]> {
  const { manager } = database.reader;
  const limits = await limitsOf(manager, accountId, await listRetiredApis(manager), clock.now());
  const waiting = await manager.findBy(ThrottleRequest, { pendingAccountId: accountId });
  const asked = new Set(waiting.map(({ apiCode }) => apiCode));
  return limits.filter(({ grantId, api }) => grantId !== null || asked.has(api.code));
}

/** The limits of an account on these Apis at `now`. */
export async function limitsOf(
  manager: EntityManager,
  accountId: string,
  apis: readonly Api[],
  now: number,
): Promise<ThrottleLimit[]> {
  const grants = await manager.findBy(ThrottleGrant, { accountId, endedAt: IsNull() });
  const byApi = groupBy(grants, (grant) => grant.apiCode);
  return apis.map((api) => {
    const grant = grantInForce(byApi.get(api.code) ?? [], now);
    const defaultLimit = defaultLimitOf(api);
    return {
      accountId,
      grantId: grant?.id ?? null,
      api,
      windowSeconds: api.windowSeconds,
      defaultLimit,
      ...(grant === null ? { limit: defaultLimit, validUntil: null } : termsOf(grant)),
    };
  });
}

/** The limit of an account on one Api at `now`. */
export async function limitOf(
  manager: EntityManager,
  accountId: string,
  api: Api,
  now: Date,
): Promise<ThrottleLimit> {
  const [limit] = await limitsOf(manager, accountId, [api], now.getTime());
  if (limit === undefined) throw new Error("An Api has no limit.");
  return limit;
}

/** The request about a limit that nobody has decided yet. */
export const pendingRequestOf = batched<ThrottleLimit, ThrottleRequest | null>(
  async ({ installation }, limits) => {
    const requests = await installation.database.reader.manager.findBy(ThrottleRequest, {
      pendingAccountId: In(limits.map((limit) => limit.accountId)),
    });
    const pending = new Map(requests.map((request) => [limitName(request), request]));
    return limits.map((limit) => pending.get(nameOfLimit(limit)) ?? null);
  },
  nameOfLimit,
);
