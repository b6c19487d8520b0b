import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { User } from "../identity/user.entity.js";
import { userById } from "../identity/user.service.js";
import { Api } from "./api.entity.js";
import { SetApiDefaultLimitInput } from "./api.inputs.js";
import { ApiPayload } from "./api.payloads.js";
import { apiByCode, defaultLimitOf, listApis, operationsOf } from "./catalogue.service.js";
import { setApiDefaultLimit } from "./default-limit.service.js";
import { Operation } from "./operation.entity.js";

@Resolver(() => Api)
export class ApiResolver {
  @Query(() => [Api], { description: "The product's APIs." })
  apis(@Ctx() context: Context): Promise<Api[]> {
    return listApis(context);
  }

  @Mutation(() => ApiPayload, {
    description: "For operators: the limit of accounts that were granted no other.",
  })
  setApiDefaultLimit(
    @Ctx() context: Context,
    @Arg("input", () => SetApiDefaultLimitInput, { description: "The Api and its limit." })
    input: SetApiDefaultLimitInput,
  ): Promise<ApiPayload> {
    return setApiDefaultLimit(context, input);
  }

  @FieldResolver(() => [Operation], { description: "What it offers." })
  operations(@Root() api: Api, @Ctx() context: Context): Promise<Operation[]> {
    return operationsOf(context, api.code);
  }

  @FieldResolver(() => Int, {
    description: "Calls per window for accounts that were granted no other limit.",
  })
  defaultLimit(@Root() api: Api): number {
    return defaultLimitOf(api);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: "For operators: the default that one of them set; null: the catalogue's holds.",
  })
  operatorLimit(@Root() api: Api, @Ctx() { isOperator }: Context): number | null {
    return isOperator ? api.operatorLimit : null;
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: "For operators: who of them set the default last, or cleared it; null: nobody did.",
  })
  operatorLimitSetBy(@Root() api: Api, @Ctx() context: Context): Promise<User | null> {
    return userById(context, context.isOperator ? api.operatorLimitById : null);
  }
}

@Resolver(() => Operation)
export class OperationResolver {
  @FieldResolver(() => Api, { description: "The Api that it belongs to." })
  api(@Root() operation: Operation, @Ctx() context: Context): Promise<Api> {
    return apiByCode(context, operation.apiCode);
  }
}
