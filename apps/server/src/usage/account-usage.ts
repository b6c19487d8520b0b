import { ArgsType, Field, ObjectType } from "type-graphql";
import { Count, DateTime } from "../graphql/scalars.js";
import { ApiUsage, OperationUsage } from "./key-usage.js";

@ObjectType({ description: "Calls with all keys of an account in a span of time." })
export class AccountUsage {
  @Field(() => Count, { description: "Calls that passed, also of scripts to this API." })
  allowed: number;
  @Field(() => Count, {
    description: "Calls that were denied. Those denied before their operation was known belong to no Api.",
  })
  denied: number;
  @Field(() => [ApiUsage], {
    description: "Per Api, the most called first. `access-control` is this API, as scripts call it.",
  })
  byApi: ApiUsage[];
  @Field(() => [OperationUsage], {
    description: "Per operation, the most called first.",
  })
  byOperation: OperationUsage[];
}

@ArgsType()
export class AccountUsageArgs {
  @Field(() => DateTime, {
    description:
      "Where the span begins: a whole hour of UTC, at most 90 days ago. In the last 48 hours it may be any whole minute; older use is kept by the hour, and what is not a whole hour there is refused.",
  })
  from: Date;
  @Field(() => DateTime, {
    nullable: true,
    description:
      "Where it ends, the first moment that is not in it: as `from`, and not in the future. Left out: with what has been counted so far.",
  })
  to?: Date | null;
}
