import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { User } from "../identity/user.entity.js";
import { userById } from "../identity/user.service.js";
import { findRule, setAutoApprovalRule } from "./auto-approval.service.js";
import { AutoApprovalRule } from "./auto-approval-rule.entity.js";
import { SetAutoApprovalRuleInput } from "./auto-approval-rule.inputs.js";
import { AutoApprovalRulePayload } from "./auto-approval-rule.payloads.js";

@Resolver(() => AutoApprovalRule)
export class AutoApprovalResolver {
  @Query(() => AutoApprovalRule, { description: "For operators: which requests are approved at once." })
  autoApprovalRule(@Ctx() context: Context): Promise<AutoApprovalRule> {
    return findRule(context);
  }

  @Mutation(() => AutoApprovalRulePayload, {
    description: "For operators: which requests to come are approved at once.",
  })
  setAutoApprovalRule(
    @Ctx() context: Context,
    @Arg("input", () => SetAutoApprovalRuleInput, { description: "The rule." })
    input: SetAutoApprovalRuleInput,
  ): Promise<AutoApprovalRulePayload> {
    return setAutoApprovalRule(context, input);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: "The operator who set it; null: it is as it was at first.",
  })
  setBy(@Root() rule: AutoApprovalRule, @Ctx() context: Context): Promise<User | null> {
    return userById(context, rule.setById);
  }
}
