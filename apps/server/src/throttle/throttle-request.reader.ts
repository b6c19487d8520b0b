import { In } from "typeorm";
import { Account } from "../accounts/account.entity.js";
import { requireOperator } from "../accounts/operator.check.js";
import { Api } from "../catalogue/api.entity.js";
import { type Page, paginate } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import { batched } from "../graphql/loader.js";
import { ThrottleGrant } from "./throttle-grant.entity.js";
import type { AccountThrottleRequestsArgs, ThrottleRequestsArgs } from "./throttle-request.args.js";
import { ThrottleRequest } from "./throttle-request.entity.js";

/** A page of an account's requests, about one Api or all, the newest first. @throws BAD_USER_INPUT when the filter is out of bounds */
export async function listRequestsOf(
  context: Context,
  account: Account,
  { status, api, ...page }: AccountThrottleRequestsArgs,
): Promise<Page<ThrottleRequest>> {
  const about = api == null ? {} : { apiCode: api };
  const whole = { accountId: account.id };
  const requests = select(context, status).andWhere({ ...whole, ...about });
  return paginate(requests, page, { whole });
}

/** A page of all requests, the oldest first, for operators. @throws FORBIDDEN; BAD_USER_INPUT when the filter is out of bounds */
export async function listRequests(
  context: Context,
  { status, ...page }: ThrottleRequestsArgs,
): Promise<Page<ThrottleRequest>> {
  requireOperator(context);
  // One of an account that is gone can't be shown, and keeps none of the others from it.
  const requests = select(context, status).innerJoin(Account, "account", "account.id = request.accountId");
  return paginate(requests, page, { order: "oldest" });
}

/** When what was granted upon a request was ended before its time; null: it was not. */
export const grantEndOf = batched<ThrottleRequest, Date | null>(
  async ({ installation }, requests) => {
    const grants = await installation.database.reader.manager.findBy(ThrottleGrant, {
      accountId: In([...new Set(requests.map((request) => request.accountId))]),
      requestId: In(requests.map((request) => request.id)),
    });
    const ends = new Map(grants.map((grant) => [grant.requestId, grant.endedAt]));
    return requests.map((request) => ends.get(request.id) ?? null);
  },
  ({ id }) => id,
);

function select({ installation }: Context, status: ThrottleRequestsArgs["status"]) {
  // One about an Api that never was can't be shown, and keeps none of the others from it.
  const requests = installation.database.reader.manager
    .createQueryBuilder(ThrottleRequest, "request")
    .innerJoin(Api, "api", "api.code = request.apiCode");
  return status == null ? requests : requests.where({ status: In([...new Set(status)]) });
}
