import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { AccountAuditEventsArgs } from "../audit/audit-event.args.js";
import { AuditEventConnection } from "../audit/audit-event.connection.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { listEvents } from "../audit/audit-event.reader.js";
import { type Page } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import { ApiKeysArgs } from "../keys/api-key.args.js";
import { ApiKeyConnection } from "../keys/api-key.connection.js";
import { ApiKey } from "../keys/api-key.entity.js";
import { findKey, listKeys } from "../keys/api-key.reader.js";
import { ThrottleLimit } from "../throttle/throttle-limit.js";
import { listLimits, listRetiredLimits } from "../throttle/throttle-limit.service.js";
import { AccountThrottleRequestsArgs } from "../throttle/throttle-request.args.js";
import { ThrottleRequestConnection } from "../throttle/throttle-request.connection.js";
import { ThrottleRequest } from "../throttle/throttle-request.entity.js";
import { listRequestsOf } from "../throttle/throttle-request.reader.js";
import { hasRequests } from "../usage/usage.service.js";
import { AccountsArgs } from "./account.args.js";
import { AccountConnection } from "./account.connection.js";
import { Account } from "./account.entity.js";
import { CreateAccountInput, RenameAccountInput, SetAccountSuspendedInput } from "./account.inputs.js";
import { AccountPayload } from "./account.payloads.js";
import { listAccounts } from "./account.reader.js";
import { findAccount, roleIn } from "./account.service.js";
import { createAccount } from "./create-account.service.js";
import { Invitation } from "./invitation.entity.js";
import { listInvitations } from "./invitation.reader.js";
import { Member, Role } from "./member.entity.js";
import { listMembers } from "./member.reader.js";
import { renameAccount } from "./rename-account.service.js";
import { setAccountSuspended } from "./suspension.service.js";

@Resolver(() => Account)
export class AccountResolver {
  @Query(() => Account, { description: "An account; without a sid, the only one of who asks." })
  account(
    @Ctx() context: Context,
    @Arg("sid", () => String, { nullable: true, description: "As in API paths." }) sid: string | null,
  ): Promise<Account> {
    return findAccount(context, sid);
  }

  @Query(() => AccountConnection, { description: "For operators: all accounts, the newest first." })
  accounts(@Ctx() context: Context, @Args(() => AccountsArgs) args: AccountsArgs): Promise<Page<Account>> {
    return listAccounts(context, args);
  }

  @Mutation(() => AccountPayload, {
    description: "For operators: makes an account, without a key, and mails its owner.",
  })
  createAccount(
    @Ctx() context: Context,
    @Arg("input", () => CreateAccountInput, { description: "The account, and its owner." })
    input: CreateAccountInput,
  ): Promise<AccountPayload> {
    return createAccount(context, input);
  }

  @Mutation(() => AccountPayload, {
    description: "For owners and admins: gives an account another name. Its sid stays.",
  })
  renameAccount(
    @Ctx() context: Context,
    @Arg("input", () => RenameAccountInput, { description: "The account, and the name." })
    input: RenameAccountInput,
  ): Promise<AccountPayload> {
    return renameAccount(context, input);
  }

  @Mutation(() => AccountPayload, {
    description: "For operators: denies every call with an account's keys, or ends that.",
  })
  setAccountSuspended(
    @Ctx() context: Context,
    @Arg("input", () => SetAccountSuspendedInput, { description: "The account." })
    input: SetAccountSuspendedInput,
  ): Promise<AccountPayload> {
    return setAccountSuspended(context, input);
  }

  @FieldResolver(() => Role, { nullable: true, description: "What the signed-in person may do here." })
  viewerRole(@Root() account: Account, @Ctx() context: Context): Promise<Role | null> {
    return roleIn(context, account.id);
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether a call with the right token was ever made with any of its keys, also a deleted one.",
  })
  hasRequests(@Root() account: Account, @Ctx() context: Context): Promise<boolean> {
    return hasRequests(context, account.id);
  }

  @FieldResolver(() => ApiKeyConnection, {
    description: "Its keys, the newest first unless told otherwise.",
  })
  apiKeys(
    @Root() account: Account,
    @Ctx() context: Context,
    @Args(() => ApiKeysArgs) args: ApiKeysArgs,
  ): Promise<Page<ApiKey>> {
    return listKeys(context, account, args);
  }

  @FieldResolver(() => ApiKey, { nullable: true, description: "One of its keys." })
  apiKey(
    @Root() account: Account,
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "The key's id." }) id: string,
  ): Promise<ApiKey | null> {
    return findKey(context, account, id);
  }

  @FieldResolver(() => [ThrottleLimit], { description: "Its limits, one for each Api." })
  throttleLimits(
    @Root() account: Account,
    @Ctx() context: Context,
    @Arg("apis", () => [String], {
      nullable: true,
      description: "Only those on the Apis with these codes. There is none for a code that no Api has.",
    })
    apis: string[] | null,
  ): Promise<ThrottleLimit[]> {
    return listLimits(context, account, { apis });
  }

  @FieldResolver(() => [ThrottleLimit], {
    description:
      "Its limits on Apis that have left the catalogue, of which a grant is left or a request waits: they would come back with the Api.",
  })
  retiredThrottleLimits(@Root() account: Account, @Ctx() context: Context): Promise<ThrottleLimit[]> {
    return listRetiredLimits(context, account);
  }

  @FieldResolver(() => ThrottleRequestConnection, {
    description: "What it asked for, and what became of it, the newest first.",
  })
  throttleRequests(
    @Root() account: Account,
    @Ctx() context: Context,
    @Args(() => AccountThrottleRequestsArgs) args: AccountThrottleRequestsArgs,
  ): Promise<Page<ThrottleRequest>> {
    return listRequestsOf(context, account, args);
  }

  @FieldResolver(() => [Member], { description: "The people in it, who came first at the top." })
  members(@Root() account: Account, @Ctx() context: Context): Promise<Member[]> {
    return listMembers(context, account);
  }

  @FieldResolver(() => [Invitation], { description: "Its open invitations, the newest first." })
  invitations(@Root() account: Account, @Ctx() context: Context): Promise<Invitation[]> {
    return listInvitations(context, account);
  }

  @FieldResolver(() => AuditEventConnection, {
    description: "What was done in it, the newest first unless told otherwise.",
  })
  auditEvents(
    @Root() account: Account,
    @Ctx() context: Context,
    @Args(() => AccountAuditEventsArgs) args: AccountAuditEventsArgs,
  ): Promise<Page<AuditEvent>> {
    return listEvents(context, account, args);
  }
}
