import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { ApiKeyPayload } from "../keys/api-key.payloads.js";
import { SetAllowlistInput } from "./allowlist.inputs.js";
import { setAllowlist } from "./allowlist.service.js";

@Resolver()
export class AllowlistResolver {
  @Mutation(() => ApiKeyPayload, { description: "Replaces from where a key may be used." })
  setAllowlist(
    @Ctx() context: Context,
    @Arg("input", () => SetAllowlistInput, { description: "The key." }) input: SetAllowlistInput,
  ): Promise<ApiKeyPayload> {
    return setAllowlist(context, input);
  }
}
