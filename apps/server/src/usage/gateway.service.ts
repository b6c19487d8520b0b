import { requireOperator } from "../accounts/operator.check.js";
import type { Context } from "../graphql/context.js";
import { Gateway } from "./gateway.entity.js";

/** All gateways that were heard of lately, for operators. @throws FORBIDDEN */
export async function listGateways(context: Context): Promise<Gateway[]> {
  requireOperator(context);
  return context.installation.database.reader.manager.find(Gateway, { order: { id: "ASC" } });
}
