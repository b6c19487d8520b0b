import { Field, ObjectType } from "type-graphql";
import { Payload } from "../graphql/payload.js";
import { AutoApprovalRule } from "./auto-approval-rule.entity.js";

@ObjectType({ description: "The rule after a change." })
export class AutoApprovalRulePayload extends Payload {
  @Field(() => AutoApprovalRule, { nullable: true, description: "As it is now; null when nothing changed." })
  autoApprovalRule: AutoApprovalRule | null;
}
