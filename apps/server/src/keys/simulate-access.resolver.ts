import { Arg, Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { SimulateAccessInput } from "./simulate-access.inputs.js";
import { simulateAccess } from "./simulate-access.service.js";
import { SimulatedDecision } from "./simulated-decision.js";

@Resolver()
export class SimulateAccessResolver {
  @Query(() => SimulatedDecision, {
    description:
      "What a gateway would say to a call with a key, by the gateway's own rules. Credentials and throttle are not judged; nothing is spent.",
  })
  simulateAccess(
    @Ctx() context: Context,
    @Arg("input", () => SimulateAccessInput, { description: "The call." }) input: SimulateAccessInput,
  ): Promise<SimulatedDecision> {
    return simulateAccess(context, input);
  }
}
