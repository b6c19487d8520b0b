import { Field, ID, InputType, Int } from "type-graphql";
import { AccessScope } from "../keys/api-key.entity.js";

@InputType({ description: "What a key may call." })
export class PermissionsInput {
  @Field(() => AccessScope, { description: "Everything, or what `codes` lists." })
  scope: AccessScope;
  @Field(() => [String], {
    nullable: true,
    description: "Codes of Apis and operations. Beside ALL_APIS only those of `access-control`.",
  })
  codes?: string[] | null;
}

@InputType({ description: "Replaces what a key may call." })
export class SetPermissionsInput {
  @Field(() => ID, { description: "The key." })
  id: string;
  @Field(() => Int, { nullable: true, description: "The version that you have seen; left out: any." })
  expectedVersion?: number | null;
  @Field(() => PermissionsInput, { description: "From now on." })
  permissions: PermissionsInput;
}
