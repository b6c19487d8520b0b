import { IsNull } from "typeorm";
import { requireOperator } from "../accounts/operator.check.js";
import { actorOf } from "../audit/actor.js";
import { findLocked } from "../database/lock.js";
import type { Context } from "../graphql/context.js";
import { mutate } from "../graphql/mutation.js";
import { payloadOf } from "../graphql/payload.js";
import { refuse, UserErrorCode } from "../graphql/user-error.js";
import { checkLimit } from "../throttle/limit.check.js";
import { inDigits, limitInWords } from "../throttle/limit-words.js";
import { Api } from "./api.entity.js";
import type { SetApiDefaultLimitInput } from "./api.inputs.js";
import { ApiPayload } from "./api.payloads.js";
import { defaultLimitOf, requireApi } from "./catalogue.service.js";

/** Sets an Api's default limit, for operators: it wins over the catalogue's until it is cleared with null. @throws FORBIDDEN */
export async function setApiDefaultLimit(
  context: Context,
  { api: code, limit, expectedOperatorLimit: expected }: SetApiDefaultLimitInput,
): Promise<ApiPayload> {
  const attempt = { mutation: "setApiDefaultLimit", subjectId: null, findAccountId: async () => null };
  const outcome = await mutate(context, attempt, async (change) => {
    requireOperator(context);
    // Of two operators who set it at once, the later finds what the earlier set.
    await findLocked(change.manager, Api, { code });
    const before = await requireApi(change.manager, code, limit == null ? [] : checkLimit(limit, ["limit"]));
    const { affected } = await change.manager.update(
      Api,
      { code, ...(expected === undefined ? {} : { operatorLimit: expected ?? IsNull() }) },
      {
        operatorLimit: limit === undefined ? before.operatorLimit : limit,
        operatorLimitById: actorOf(context).userId,
      },
    );
    if (affected !== 1)
      refuse(UserErrorCode.STALE_VERSION, "Another default was set meanwhile. Load it again.");
    change.touch(Api, code);
    const api = await change.manager.findOneByOrFail(Api, { code });
    const whose = api.operatorLimit === null ? "the catalogue's" : "set by an operator";
    change.audit({
      action: "api.defaultLimitSet",
      subjectId: null,
      summary: `The default limit of ${api.name} is ${limitInWords(defaultLimitOf(api), api)}, ${whose}; it was ${inDigits(defaultLimitOf(before))}.`,
    });
    return api;
  });
  return payloadOf(ApiPayload, "api", outcome);
}
