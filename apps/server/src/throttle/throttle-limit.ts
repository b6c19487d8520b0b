import { Field, ID, Int, ObjectType } from "type-graphql";
import { Api } from "../catalogue/api.entity.js";
import { DateTime } from "../graphql/scalars.js";

@ObjectType({ description: "How many calls to an Api an account may make, over all its keys." })
export class ThrottleLimit {
  accountId: string;
  @Field(() => ID, { nullable: true, description: "The grant in force; null: the default is." })
  grantId: string | null;
  @Field(() => Api, { description: "The Api that it limits." })
  api: Api;
  @Field(() => Int, {
    description:
      "Calls per window in force now: what was granted, or the default. 0: the grant can't be read, and gateways answer 503 until it is ended.",
  })
  limit: number;
  @Field(() => Int, { description: "Length of the trailing window." })
  windowSeconds: number;
  @Field(() => Int, { description: "What would hold without a grant." })
  defaultLimit: number;
  @Field(() => DateTime, { nullable: true, description: "When the grant in force ends; null: never." })
  validUntil: Date | null;
}

/** The same for limits of the same Api and account, whenever they were read. */
export function nameOfLimit({ accountId, api }: ThrottleLimit): string {
  return limitName({ accountId, apiCode: api.code });
}

/** As `nameOfLimit` names the limit that a row is about. */
export function limitName({ accountId, apiCode }: { accountId: string; apiCode: string }): string {
  return `${accountId} ${apiCode}`;
}
