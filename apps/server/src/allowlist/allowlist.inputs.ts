import { Field, ID, InputType, Int } from "type-graphql";
import { AddressScope } from "../keys/api-key.entity.js";

@InputType({ description: "A network from which a key may be used." })
class AllowlistEntryInput {
  @Field(() => String, { description: "An IPv4 or IPv6 address, or a network like 203.0.113.0/24." })
  cidr: string;
  @Field(() => String, { nullable: true, description: "Whose it is; at most 500 characters." })
  note?: string | null;
}

@InputType({ description: "From where a key may be used." })
export class AllowlistInput {
  @Field(() => AddressScope, { description: "Anywhere, or the networks of `entries`." })
  scope: AddressScope;
  @Field(() => [AllowlistEntryInput], { nullable: true, description: "At most 1,000." })
  entries?: AllowlistEntryInput[] | null;
}

@InputType({ description: "Replaces from where a key may be used." })
export class SetAllowlistInput {
  @Field(() => ID, { description: "The key." })
  id: string;
  @Field(() => Int, { nullable: true, description: "The version that you have seen; left out: any." })
  expectedVersion?: number | null;
  @Field(() => AllowlistInput, { description: "From now on." })
  allowlist: AllowlistInput;
}
