import { Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { Gateway } from "./gateway.entity.js";
import { listGateways } from "./gateway.service.js";

@Resolver()
export class GatewayResolver {
  @Query(() => [Gateway], {
    description:
      "For operators: the gateways. One that ended without signing off is listed for another hour.",
  })
  gateways(@Ctx() context: Context): Promise<Gateway[]> {
    return listGateways(context);
  }
}
