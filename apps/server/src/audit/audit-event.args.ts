import { ArgsType, Field, ID } from "type-graphql";
import { PageArgs } from "../graphql/page-args.js";
import { DateTime } from "../graphql/scalars.js";
import { AuditOrder } from "./audit-order.js";
import { AuditTopic } from "./audit-topic.js";

@ArgsType()
export class AuditEventsArgs extends PageArgs {
  @Field(() => AuditOrder, {
    nullable: true,
    defaultValue: AuditOrder.NEWEST,
    description: "How they are in order.",
  })
  order?: AuditOrder | null;
}

@ArgsType()
export class AccountAuditEventsArgs extends AuditEventsArgs {
  @Field(() => [AuditTopic], { nullable: true, description: "Only about these." })
  topics?: AuditTopic[] | null;
  @Field(() => ID, { nullable: true, description: "Only what was done to this." })
  subjectId?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: "Only what this person did, or this key, which is named by its public `key`.",
  })
  actorId?: string | null;
  @Field(() => DateTime, { nullable: true, description: "Only what was done then or later." })
  since?: Date | null;
  @Field(() => DateTime, { nullable: true, description: "Only what was done before." })
  until?: Date | null;
}
