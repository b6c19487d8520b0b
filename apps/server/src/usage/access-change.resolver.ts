import { Arg, Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { PreviewAccessChangeInput } from "./access-change.inputs.js";
import { AccessChangeImpact } from "./access-change.js";
import { previewAccessChange } from "./access-change.service.js";

@Resolver()
export class AccessChangeResolver {
  @Query(() => AccessChangeImpact, {
    description: "Which recent calls with a key a change would have denied, by the gateway's own rules.",
  })
  previewAccessChange(
    @Ctx() context: Context,
    @Arg("input", () => PreviewAccessChangeInput, { description: "The change." })
    input: PreviewAccessChangeInput,
  ): Promise<AccessChangeImpact> {
    return previewAccessChange(context, input);
  }
}
