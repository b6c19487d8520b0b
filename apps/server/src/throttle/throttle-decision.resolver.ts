import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { approveThrottleRequest, declineThrottleRequest } from "./throttle-decision.service.js";
import { EndThrottleGrantInput } from "./throttle-grant.inputs.js";
import { endThrottleGrant } from "./throttle-grant.service.js";
import { ThrottleLimitPayload } from "./throttle-limit.payloads.js";
import { ApproveThrottleRequestInput, DeclineThrottleRequestInput } from "./throttle-request.inputs.js";
import { ThrottleRequestPayload } from "./throttle-request.payloads.js";

@Resolver()
export class ThrottleDecisionResolver {
  @Mutation(() => ThrottleRequestPayload, {
    description: "For operators: grants a limit, which gateways then judge by.",
  })
  approveThrottleRequest(
    @Ctx() context: Context,
    @Arg("input", () => ApproveThrottleRequestInput, { description: "The request, and what is granted." })
    input: ApproveThrottleRequestInput,
  ): Promise<ThrottleRequestPayload> {
    return approveThrottleRequest(context, input);
  }

  @Mutation(() => ThrottleRequestPayload, { description: "For operators: leaves the limit as it is." })
  declineThrottleRequest(
    @Ctx() context: Context,
    @Arg("input", () => DeclineThrottleRequestInput, { description: "The request, and why." })
    input: DeclineThrottleRequestInput,
  ): Promise<ThrottleRequestPayload> {
    return declineThrottleRequest(context, input);
  }

  @Mutation(() => ThrottleLimitPayload, {
    description: "For operators: ends the grant in force; the grant before it, or the default, is back.",
  })
  endThrottleGrant(
    @Ctx() context: Context,
    @Arg("input", () => EndThrottleGrantInput, { description: "The account and the Api." })
    input: EndThrottleGrantInput,
  ): Promise<ThrottleLimitPayload> {
    return endThrottleGrant(context, input);
  }
}
