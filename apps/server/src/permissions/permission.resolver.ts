import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { ApiKeyPayload } from "../keys/api-key.payloads.js";
import { SetPermissionsInput } from "./permission.inputs.js";
import { setPermissions } from "./permission.service.js";

@Resolver()
export class PermissionResolver {
  @Mutation(() => ApiKeyPayload, { description: "Replaces what a key may call." })
  setPermissions(
    @Ctx() context: Context,
    @Arg("input", () => SetPermissionsInput, { description: "The key." }) input: SetPermissionsInput,
  ): Promise<ApiKeyPayload> {
    return setPermissions(context, input);
  }
}
