import { Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { Api } from "./api.entity.js";
import { apiByCode, defaultLimitOf, listApis, operationsOf } from "./catalogue.service.js";
import { Operation } from "./operation.entity.js";

@Resolver(() => Api)
export class ApiResolver {
  @Query(() => [Api], { description: "The product's APIs." })
  apis(@Ctx() context: Context): Promise<Api[]> {
    return listApis(context);
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
}

@Resolver(() => Operation)
export class OperationResolver {
  @FieldResolver(() => Api, { description: "The Api that it belongs to." })
  api(@Root() operation: Operation, @Ctx() context: Context): Promise<Api> {
    return apiByCode(context, operation.apiCode);
  }
}
