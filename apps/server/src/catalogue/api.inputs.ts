import { Field, InputType, Int } from "type-graphql";

@InputType({ description: "The limit of an Api for accounts that were granted no other." })
export class SetApiDefaultLimitInput {
  @Field(() => String, { description: "Code of the Api." })
  api: string;
  @Field(() => Int, {
    nullable: true,
    description: "Calls per window: 1 to 1,000,000; null: the catalogue's again; left out: unchanged.",
  })
  limit?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: "`operatorLimit` as you have seen it: null: the catalogue's held; left out: any.",
  })
  expectedOperatorLimit?: number | null;
}
