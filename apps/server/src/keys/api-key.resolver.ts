import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from "type-graphql";
import { Account } from "../accounts/account.entity.js";
import { accountById } from "../accounts/account.service.js";
import { entriesOf } from "../allowlist/allowlist.reader.js";
import { AllowlistEntry } from "../allowlist/allowlist-entry.entity.js";
import type { Context } from "../graphql/context.js";
import { First } from "../graphql/page-args.js";
import { DeletePayload } from "../graphql/payload.js";
import { DateTime } from "../graphql/scalars.js";
import { User } from "../identity/user.entity.js";
import { userById } from "../identity/user.service.js";
import { codesOf } from "../permissions/permission.reader.js";
import { Denial } from "../usage/denial.entity.js";
import { KeyUsage } from "../usage/key-usage.js";
import { lastUseOfKey, recentDenials, usageOf } from "../usage/usage.service.js";
import { ApiKey, ApiKeyStatus } from "./api-key.entity.js";
import { ApiKeyActionInput, CreateApiKeyInput, UpdateApiKeyInput } from "./api-key.inputs.js";
import { ApiKeyPayload, TokenPayload } from "./api-key.payloads.js";
import { statusOf } from "./api-key.reader.js";
import { deleteApiKey, disableApiKey, enableApiKey, updateApiKey } from "./api-key.service.js";
import { createApiKey } from "./create-api-key.service.js";
import { Token } from "./token.entity.js";
import { tokensOf } from "./token.reader.js";

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @FieldResolver(() => ApiKeyStatus, { description: "Whether it can be used at all." })
  status(@Root() key: ApiKey, @Ctx() { installation }: Context): ApiKeyStatus {
    return statusOf(key, installation.clock.now());
  }

  @FieldResolver(() => Account, { description: "The account that it calls for." })
  account(@Root() key: ApiKey, @Ctx() context: Context): Promise<Account> {
    return accountById(context, key.accountId);
  }

  @FieldResolver(() => User, { nullable: true, description: "Who made it." })
  createdBy(@Root() key: ApiKey, @Ctx() context: Context): Promise<User | null> {
    return userById(context, key.createdById);
  }

  @FieldResolver(() => User, { nullable: true, description: "Whose key it is." })
  holder(@Root() key: ApiKey, @Ctx() context: Context): Promise<User | null> {
    return userById(context, key.holderId);
  }

  @FieldResolver(() => [String], {
    description: "Codes of the Apis and operations that it was granted, sorted.",
  })
  permissions(@Root() key: ApiKey, @Ctx() context: Context): Promise<string[]> {
    return codesOf(context, key.id);
  }

  @FieldResolver(() => [AllowlistEntry], { description: "The networks from which it may be used." })
  allowlist(@Root() key: ApiKey, @Ctx() context: Context): Promise<AllowlistEntry[]> {
    return entriesOf(context, key.id);
  }

  @FieldResolver(() => [Token], { description: "The active one, then the old one during its grace period." })
  tokens(@Root() key: ApiKey, @Ctx() context: Context): Promise<Token[]> {
    return tokensOf(context, key.id);
  }

  @FieldResolver(() => DateTime, { nullable: true, description: "The newest call with a right token." })
  async lastUsedAt(@Root() key: ApiKey, @Ctx() context: Context): Promise<Date | null> {
    return (await lastUseOfKey(context, key.id))?.at ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Where that call came from." })
  async lastUsedAddress(@Root() key: ApiKey, @Ctx() context: Context): Promise<string | null> {
    return (await lastUseOfKey(context, key.id))?.address ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "Code of the operation that the call was for; null where it was denied before that was known. It may have left the catalogue.",
  })
  async lastUsedOperation(@Root() key: ApiKey, @Ctx() context: Context): Promise<string | null> {
    return (await lastUseOfKey(context, key.id))?.operation ?? null;
  }

  @FieldResolver(() => KeyUsage, { description: "Calls with it over some days." })
  usage(
    @Root() key: ApiKey,
    @Ctx() context: Context,
    @Arg("days", () => Int, { nullable: true, defaultValue: 30, description: "1 to 90." }) days: number,
  ): KeyUsage {
    return usageOf(context, key.id, days);
  }

  @FieldResolver(() => [Denial], { description: "Its newest denied calls." })
  recentDenials(@Root() key: ApiKey, @Ctx() context: Context, @First(20) first: number): Promise<Denial[]> {
    return recentDenials(context, key.id, first);
  }

  @Mutation(() => TokenPayload, { description: "Makes a key and its first token." })
  createApiKey(
    @Ctx() context: Context,
    @Arg("input", () => CreateApiKeyInput, { description: "The key." }) input: CreateApiKeyInput,
  ): Promise<TokenPayload> {
    return createApiKey(context, input);
  }

  @Mutation(() => ApiKeyPayload, { description: "Changes what people know of a key, and when it expires." })
  updateApiKey(
    @Ctx() context: Context,
    @Arg("input", () => UpdateApiKeyInput, { description: "The changes." }) input: UpdateApiKeyInput,
  ): Promise<ApiKeyPayload> {
    return updateApiKey(context, input);
  }

  @Mutation(() => ApiKeyPayload, { description: "Switches a key on again." })
  enableApiKey(
    @Ctx() context: Context,
    @Arg("input", () => ApiKeyActionInput, { description: "The key." }) input: ApiKeyActionInput,
  ): Promise<ApiKeyPayload> {
    return enableApiKey(context, input);
  }

  @Mutation(() => ApiKeyPayload, { description: "Switches a key off; every call with it is denied." })
  disableApiKey(
    @Ctx() context: Context,
    @Arg("input", () => ApiKeyActionInput, { description: "The key." }) input: ApiKeyActionInput,
  ): Promise<ApiKeyPayload> {
    return disableApiKey(context, input);
  }

  @Mutation(() => DeletePayload, { description: "Ends a key and its tokens for ever." })
  deleteApiKey(
    @Ctx() context: Context,
    @Arg("input", () => ApiKeyActionInput, { description: "The key." }) input: ApiKeyActionInput,
  ): Promise<DeletePayload> {
    return deleteApiKey(context, input);
  }
}
