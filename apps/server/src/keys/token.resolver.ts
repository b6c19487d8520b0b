import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { Count, DateTime } from "../graphql/scalars.js";
import { AddressUsage } from "../usage/key-usage.js";
import { callersOfToken, lastUseOfToken, usesOfToken } from "../usage/usage.service.js";
import { ApiKeyActionInput } from "./api-key.inputs.js";
import { ApiKeyPayload, TokenPayload } from "./api-key.payloads.js";
import { Token, TokenStatus } from "./token.entity.js";
import { RegenerateTokenInput } from "./token.inputs.js";
import { tokenStatusOf } from "./token.reader.js";
import { deleteRetiringToken, regenerateToken } from "./token.service.js";

@Resolver(() => Token)
export class TokenResolver {
  @FieldResolver(() => TokenStatus, { description: "How long it works." })
  status(@Root() token: Token): TokenStatus {
    return tokenStatusOf(token);
  }

  @FieldResolver(() => DateTime, { nullable: true, description: "The newest call in which it was right." })
  async lastUsedAt(@Root() token: Token, @Ctx() context: Context): Promise<Date | null> {
    return (await lastUseOfToken(context, token.id))?.at ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Where that call came from." })
  async lastUsedAddress(@Root() token: Token, @Ctx() context: Context): Promise<string | null> {
    return (await lastUseOfToken(context, token.id))?.address ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "Code of the operation that the call was for; null where it was denied before that was known. It may have left the catalogue.",
  })
  async lastUsedOperation(@Root() token: Token, @Ctx() context: Context): Promise<string | null> {
    return (await lastUseOfToken(context, token.id))?.operation ?? null;
  }

  @FieldResolver(() => Count, { description: "Calls in which it was right, whatever came after." })
  uses(
    @Root() token: Token,
    @Ctx() context: Context,
    @Arg("hours", () => Int, {
      nullable: true,
      description: "In the last 1 to 2,160 hours, of more than 48 the first one whole; left out: ever.",
    })
    hours: number | null,
  ): Promise<number> {
    return usesOfToken(context, token, hours ?? null);
  }

  @FieldResolver(() => [AddressUsage], {
    description: "From where calls came in which it was right, the latest seen first, at most 100.",
  })
  callers(
    @Root() token: Token,
    @Ctx() context: Context,
    @Arg("hours", () => Int, {
      nullable: true,
      defaultValue: 24,
      description: "1 to 2,160, of more than 48 the first one whole.",
    })
    hours: number,
  ): Promise<AddressUsage[]> {
    return callersOfToken(context, token, hours);
  }

  @Mutation(() => TokenPayload, {
    description: "Makes a new token; the old one works on for the grace period.",
  })
  regenerateToken(
    @Ctx() context: Context,
    @Arg("input", () => RegenerateTokenInput, { description: "The key." }) input: RegenerateTokenInput,
  ): Promise<TokenPayload> {
    return regenerateToken(context, input);
  }

  @Mutation(() => ApiKeyPayload, { description: "Ends the old token before its grace period does." })
  deleteRetiringToken(
    @Ctx() context: Context,
    @Arg("input", () => ApiKeyActionInput, { description: "The key." }) input: ApiKeyActionInput,
  ): Promise<ApiKeyPayload> {
    return deleteRetiringToken(context, input);
  }
}
