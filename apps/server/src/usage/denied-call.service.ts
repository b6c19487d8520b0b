import type { Account } from "../accounts/account.entity.js";
import type { Context } from "../graphql/context.js";
import { findKey } from "../keys/api-key.reader.js";
import { Denial } from "./denial.entity.js";
import type { DeniedCall } from "./denied-call.js";

/** Request ids are made by gateways, and by services with an enforcer of their own, which may give one twice. */
const MOST_ALIKE = 20;

/** The newest denied call to which a gateway gave this request id, of those kept of the account's living keys; null: there is none. */
export async function findDeniedCall(
  context: Context,
  account: Account,
  requestId: string,
): Promise<DeniedCall | null> {
  const denials = await context.installation.database.reader.manager.find(Denial, {
    where: { requestId },
    order: { at: "DESC" },
    take: MOST_ALIKE,
  });
  // MySQL takes it for the same with spaces behind it.
  for (const denial of denials.filter((each) => each.requestId === requestId)) {
    const apiKey = await findKey(context, account, denial.apiKeyId);
    if (apiKey) return { apiKey, denial };
  }
  return null;
}
