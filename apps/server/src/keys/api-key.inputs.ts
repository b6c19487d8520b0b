import { Field, ID, InputType, Int } from "type-graphql";
import { AllowlistInput } from "../allowlist/allowlist.inputs.js";
import { DateTime } from "../graphql/scalars.js";
import { PermissionsInput } from "../permissions/permission.inputs.js";
import { Environment } from "./api-key.entity.js";

@InputType({ description: "A key to be made, with its first token." })
export class CreateApiKeyInput {
  @Field(() => String, { nullable: true, description: "The account; left out: your only one." })
  accountSid?: string | null;
  @Field(() => String, { description: "1 to 100 characters, unique among the account's keys." })
  name: string;
  @Field(() => String, { nullable: true, description: "At most 500 characters." })
  note?: string | null;
  @Field(() => Environment, { nullable: true, description: "Left out: PRODUCTION." })
  environment?: Environment | null;
  @Field(() => [String], { nullable: true, description: "At most 20, of 1 to 50 characters." })
  labels?: string[] | null;
  @Field(() => ID, { nullable: true, description: "The member whose key it is: their user id." })
  holderId?: string | null;
  @Field(() => DateTime, { nullable: true, description: "From then on it is denied; left out: never." })
  expiresAt?: Date | null;
  @Field(() => PermissionsInput, { nullable: true, description: "Left out: ALL_APIS." })
  permissions?: PermissionsInput | null;
  @Field(() => AllowlistInput, { nullable: true, description: "Left out: ANY_ADDRESS." })
  allowlist?: AllowlistInput | null;
  @Field(() => String, { nullable: true, description: "16 to 100 characters: sent twice, done once." })
  idempotencyKey?: string | null;
}

@InputType({ description: "What to change of a key: what is left out stays, null clears." })
export class UpdateApiKeyInput {
  @Field(() => ID, { description: "The key." })
  id: string;
  @Field(() => Int, { nullable: true, description: "The version that you have seen; left out: any." })
  expectedVersion?: number | null;
  @Field(() => String, { nullable: true, description: "1 to 100 characters; can't be cleared." })
  name?: string | null;
  @Field(() => String, { nullable: true, description: "At most 500 characters." })
  note?: string | null;
  @Field(() => Environment, { nullable: true, description: "Cleared: PRODUCTION." })
  environment?: Environment | null;
  @Field(() => [String], { nullable: true, description: "At most 20, of 1 to 50 characters." })
  labels?: string[] | null;
  @Field(() => ID, { nullable: true, description: "The member whose key it is: their user id." })
  holderId?: string | null;
  @Field(() => DateTime, { nullable: true, description: "From then on it is denied; cleared: never." })
  expiresAt?: Date | null;
}

@InputType({ description: "A key on which something is done." })
export class ApiKeyActionInput {
  @Field(() => ID, { description: "The key." })
  id: string;
  @Field(() => Int, { nullable: true, description: "The version that you have seen; left out: any." })
  expectedVersion?: number | null;
}
