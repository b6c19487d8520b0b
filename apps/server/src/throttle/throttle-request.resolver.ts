import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { Account } from "../accounts/account.entity.js";
import { accountById } from "../accounts/account.service.js";
import { Api } from "../catalogue/api.entity.js";
import { apiByCode } from "../catalogue/catalogue.service.js";
import type { Context } from "../graphql/context.js";
import { Count } from "../graphql/scalars.js";
import { User } from "../identity/user.entity.js";
import { userById } from "../identity/user.service.js";
import { ThrottleRequest } from "./throttle-request.entity.js";

@ObjectType({ description: "What an operator sees beside a request, as it was when it was asked." })
class ThrottleEvidence {
  @Field(() => Int, { description: "Most calls admitted in one window." })
  peak: number;
  @Field(() => Count, { description: "Calls denied because the limit was used up." })
  throttled: number;
  @Field(() => Int, { description: "Over how many days." })
  days: number;
}

@Resolver(() => ThrottleRequest)
export class ThrottleRequestResolver {
  @FieldResolver(() => Account, { description: "Whose limit it is about." })
  account(@Root() request: ThrottleRequest, @Ctx() context: Context): Promise<Account> {
    return accountById(context, request.accountId);
  }

  @FieldResolver(() => Api, { description: "The Api whose limit it is about." })
  api(@Root() request: ThrottleRequest, @Ctx() context: Context): Promise<Api> {
    return apiByCode(context, request.apiCode);
  }

  @FieldResolver(() => User, { nullable: true, description: "The member who asked." })
  requestedBy(@Root() request: ThrottleRequest, @Ctx() context: Context): Promise<User | null> {
    return userById(context, request.requestedById);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: "The operator who entered it on behalf of the account.",
  })
  enteredBy(@Root() request: ThrottleRequest, @Ctx() context: Context): Promise<User | null> {
    return userById(context, request.enteredById);
  }

  @FieldResolver(() => User, { nullable: true, description: "The operator who decided." })
  decidedBy(@Root() request: ThrottleRequest, @Ctx() context: Context): Promise<User | null> {
    return userById(context, request.decidedById);
  }

  @FieldResolver(() => ThrottleEvidence, { description: "How the Api was used when it was asked." })
  evidence(@Root() request: ThrottleRequest): ThrottleEvidence {
    return {
      peak: request.evidencePeak,
      throttled: request.evidenceThrottled,
      days: request.evidenceDays,
    };
  }
}
