import { In, IsNull, MoreThan } from "typeorm";
import type { Account } from "../accounts/account.entity.js";
import { defaultLimitOf, listApis } from "../catalogue/catalogue.service.js";
import type { Context } from "../graphql/context.js";
import { batched } from "../graphql/loader.js";
import { ThrottleGrant } from "./throttle-grant.entity.js";
import type { ThrottleLimit } from "./throttle-limit.js";
import { ThrottleRequest } from "./throttle-request.entity.js";

/** The limits of an account, one for each Api, as they are in force at `now`, in epoch milliseconds. */
export async function listLimits(
  context: Context,
  account: Account,
  now = context.installation.clock.now(),
): Promise<ThrottleLimit[]> {
  const [apis, grants] = await Promise.all([listApis(context), openGrants(context, account, now)]);
  return apis.map((api) => {
    const grant = grants.get(api.code);
    const defaultLimit = defaultLimitOf(api);
    return {
      accountId: account.id,
      api,
      limit: grant?.limit ?? defaultLimit,
      windowSeconds: api.windowSeconds,
      defaultLimit,
      validUntil: grant?.validUntil ?? null,
    };
  });
}

/** The grants in force, by Api: the newest that has neither been ended nor run out. */
async function openGrants(
  { installation }: Context,
  account: Account,
  now: number,
): Promise<Map<string, ThrottleGrant>> {
  const open = { accountId: account.id, endedAt: IsNull() };
  const grants = await installation.database.reader.manager.find(ThrottleGrant, {
    where: [
      { ...open, validUntil: IsNull() },
      { ...open, validUntil: MoreThan(new Date(now)) },
    ],
    order: { id: "ASC" },
  });
  return new Map(grants.map((grant) => [grant.apiCode, grant]));
}

/** The request about a limit that nobody has decided yet. */
export const pendingRequestOf = batched<ThrottleLimit, ThrottleRequest | null>(
  async ({ installation }, limits) => {
    const requests = await installation.database.reader.manager.findBy(ThrottleRequest, {
      pendingAccountId: In(limits.map((limit) => limit.accountId)),
    });
    const pending = new Map(requests.map((request) => [`${request.accountId} ${request.apiCode}`, request]));
    return limits.map((limit) => pending.get(`${limit.accountId} ${limit.api.code}`) ?? null);
  },
);
