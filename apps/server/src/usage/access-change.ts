import { Field, ObjectType } from "type-graphql";
import { Count } from "../graphql/scalars.js";
import { AddressUsage, ApiUsage } from "./key-usage.js";

@ObjectType({
  description:
    "Which of the calls that passed a change would have denied. Calls to operations that are gone since are left out.",
})
export class AccessChangeImpact {
  @Field(() => Count, { description: "Calls that passed in those days." })
  calls: number;
  @Field(() => Count, {
    description:
      "Of these, the calls that the change would deny. An address that was not kept is judged as an unknown one, which is on no allowlist: if anything, this is too many.",
  })
  denied: number;
  @Field(() => Count, {
    description:
      'Of `denied`, the calls whose address was not kept: the caller\'s was unknown, or it was one of "other", beyond 100 in a minute.',
  })
  deniedUnknown: number;
  @Field(() => [ApiUsage], {
    description: "Per Api, what would still pass and what would not; the most denied first.",
  })
  byApi: ApiUsage[];
  @Field(() => [AddressUsage], {
    description: "Known callers with the calls that the change would deny, the busiest first, at most 100.",
  })
  byAddress: AddressUsage[];
}
