import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { Account } from "../accounts/account.entity.js";
import { accountById } from "../accounts/account.service.js";
import { Api } from "../catalogue/api.entity.js";
import { apiByCode } from "../catalogue/catalogue.service.js";
import { type Page } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import { Count, DateTime } from "../graphql/scalars.js";
import { User } from "../identity/user.entity.js";
import { userById } from "../identity/user.service.js";
import { ThrottleRequestsArgs } from "./throttle-request.args.js";
import { ThrottleRequestConnection } from "./throttle-request.connection.js";
import { ThrottleRequest } from "./throttle-request.entity.js";
import { RequestThrottleLimitInput, ThrottleRequestActionInput } from "./throttle-request.inputs.js";
import { ThrottleRequestPayload } from "./throttle-request.payloads.js";
import { grantEndOf, listRequests } from "./throttle-request.reader.js";
import { requestThrottleLimit, withdrawThrottleRequest } from "./throttle-request.service.js";

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
  @Query(() => ThrottleRequestConnection, {
    description: "For operators: the requests of all accounts, the oldest first.",
  })
  throttleRequests(
    @Ctx() context: Context,
    @Args(() => ThrottleRequestsArgs) args: ThrottleRequestsArgs,
  ): Promise<Page<ThrottleRequest>> {
    return listRequests(context, args);
  }

  @Mutation(() => ThrottleRequestPayload, {
    description: "Asks for another limit; an operator does so on behalf of an account.",
  })
  requestThrottleLimit(
    @Ctx() context: Context,
    @Arg("input", () => RequestThrottleLimitInput, { description: "What is asked, and why." })
    input: RequestThrottleLimitInput,
  ): Promise<ThrottleRequestPayload> {
    return requestThrottleLimit(context, input);
  }

  @Mutation(() => ThrottleRequestPayload, { description: "Takes back a request that waits for a decision." })
  withdrawThrottleRequest(
    @Ctx() context: Context,
    @Arg("input", () => ThrottleRequestActionInput, { description: "The request." })
    input: ThrottleRequestActionInput,
  ): Promise<ThrottleRequestPayload> {
    return withdrawThrottleRequest(context, input);
  }

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

  @FieldResolver(() => User, {
    nullable: true,
    description: "The operator who decided; null where the rule did, or nobody.",
  })
  decidedBy(@Root() request: ThrottleRequest, @Ctx() context: Context): Promise<User | null> {
    return userById(context, request.decidedById);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: "When an operator ended what was granted, before its time.",
  })
  endedAt(@Root() request: ThrottleRequest, @Ctx() context: Context): Promise<Date | null> {
    return grantEndOf(context, request);
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
