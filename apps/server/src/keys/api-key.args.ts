import { ArgsType, Field, ID, Int } from "type-graphql";
import { PageArgs } from "../graphql/page-args.js";
import { AccessScope, AddressScope, ApiKeyOrder, ApiKeyStatus } from "./api-key.entity.js";

@ArgsType()
export class ApiKeysArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description:
      "Part of name, note, key, a label, or the holder's name or e-mail; or how a token begins, from `lkt_` and 4 more on.",
  })
  search?: string | null;
  @Field(() => String, { nullable: true, description: "Only the one that is called exactly so." })
  name?: string | null;
  @Field(() => [ApiKeyStatus], { nullable: true, description: "Only these." })
  status?: ApiKeyStatus[] | null;
  @Field(() => AccessScope, { nullable: true, description: "Only those with this scope." })
  access?: AccessScope | null;
  @Field(() => AddressScope, { nullable: true, description: "Only those with this scope." })
  addresses?: AddressScope | null;
  @Field(() => Int, {
    nullable: true,
    description: "1 to 3,650: only those neither made nor used in so many days.",
  })
  idleDays?: number | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "True: only those whose old token still works; false: only the others.",
  })
  gracePeriodOpen?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "True: only those that hold a permission of `access-control`; false: only the others.",
  })
  automation?: boolean | null;
  @Field(() => ID, {
    nullable: true,
    description:
      "Only those whose token this person may know: they have made the key or regenerated its token, or are its holder.",
  })
  knownTo?: string | null;
  @Field(() => ApiKeyOrder, {
    nullable: true,
    defaultValue: ApiKeyOrder.NEWEST,
    description: "How they are in order.",
  })
  order?: ApiKeyOrder | null;
}
