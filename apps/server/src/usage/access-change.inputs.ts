import { Field, ID, InputType, Int } from "type-graphql";
import { AllowlistInput } from "../allowlist/allowlist.inputs.js";
import { PermissionsInput } from "../permissions/permission.inputs.js";

@InputType({ description: "A change of what and from where a key may call, not made yet." })
export class PreviewAccessChangeInput {
  @Field(() => ID, { description: "The key." })
  apiKeyId: string;
  @Field(() => PermissionsInput, { nullable: true, description: "As they would be; left out: unchanged." })
  permissions?: PermissionsInput | null;
  @Field(() => AllowlistInput, { nullable: true, description: "As it would be; left out: unchanged." })
  allowlist?: AllowlistInput | null;
  @Field(() => Int, { nullable: true, description: "How far to look back, 1 to 90; left out: 7." })
  days?: number | null;
}
