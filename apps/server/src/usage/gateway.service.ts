import { requireOperator } from "../accounts/operator.check.js";
import type { Context } from "../graphql/context.js";
import type { Gateway } from "./gateway.entity.js";
import { knownGateways } from "./gateway.reader.js";

/** All gateways that were heard of lately, for operators. @throws FORBIDDEN */
export async function listGateways(context: Context): Promise<Gateway[]> {
  requireOperator(context);
  const { database, clock } = context.installation;
  return knownGateways(database.reader.manager, clock.now());
}
