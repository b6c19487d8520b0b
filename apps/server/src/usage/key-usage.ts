import { Field, ObjectType } from "type-graphql";
import { Count, DateTime } from "../graphql/scalars.js";

@ObjectType({ description: "Calls to one Api." })
export class ApiUsage {
  @Field(() => String, { description: "Code of the Api." })
  api: string;
  @Field(() => Count, { description: "Calls that passed." })
  allowed: number;
  @Field(() => Count, { description: "Calls that were denied." })
  denied: number;
}

@ObjectType({ description: "Calls to one operation." })
export class OperationUsage {
  @Field(() => String, { description: "Its code. It may have left the catalogue." })
  operation: string;
  @Field(() => Count, { description: "Calls that passed." })
  allowed: number;
  @Field(() => Count, { description: "Calls that were denied." })
  denied: number;
}

@ObjectType({ description: "Calls with a key from one address." })
export class AddressUsage {
  @Field(() => String, {
    description: 'The caller\'s address; "other" sums up those beyond 100 in a minute.',
  })
  address: string;
  @Field(() => Count, { description: "Calls with the right token, allowed or denied." })
  calls: number;
  @Field(() => DateTime, { description: "The newest of them." })
  lastSeenAt: Date;
}

@ObjectType({ description: "Calls with a key in one hour or day." })
export class UsagePoint {
  @Field(() => DateTime, { description: "Where the hour or day (UTC) begins." })
  at: Date;
  @Field(() => Count, { description: "Calls that passed." })
  allowed: number;
  @Field(() => Count, { description: "Calls that were denied." })
  denied: number;
}

@ObjectType({ description: "Calls with a key over some days." })
export class KeyUsage {
  apiKeyId: string;
  days: number;
}
