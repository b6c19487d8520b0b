import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { AuditEventConnection } from "../audit/audit-event.connection.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { listEvents } from "../audit/audit-event.reader.js";
import { type AuditOrder, Order } from "../audit/audit-order.js";
import { AuditTopic } from "../audit/audit-topic.js";
import { type Page } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import { After, First } from "../graphql/page-args.js";
import { ApiKeyConnection } from "../keys/api-key.connection.js";
import { AccessScope, AddressScope, ApiKey, ApiKeyOrder, ApiKeyStatus } from "../keys/api-key.entity.js";
import { findKey, listKeys } from "../keys/api-key.reader.js";
import { ThrottleLimit } from "../throttle/throttle-limit.js";
import { listLimits, listRetiredLimits } from "../throttle/throttle-limit.service.js";
import { ThrottleRequestConnection } from "../throttle/throttle-request.connection.js";
import { ThrottleRequest, ThrottleRequestStatus } from "../throttle/throttle-request.entity.js";
import { listRequestsOf } from "../throttle/throttle-request.reader.js";
import { hasRequests } from "../usage/usage.service.js";
import { AccountConnection } from "./account.connection.js";
import { Account } from "./account.entity.js";
import { RenameAccountInput, SetAccountSuspendedInput } from "./account.inputs.js";
import { AccountPayload } from "./account.payloads.js";
import { listAccounts } from "./account.reader.js";
import { findAccount, roleIn } from "./account.service.js";
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
  accounts(
    @Ctx() context: Context,
    @Arg("search", () => String, { nullable: true, description: "Part of sid or name." })
    search: string | null,
    @First() first: number,
    @After() after: string | null,
  ): Promise<Page<Account>> {
    return listAccounts(context, { first, after, search });
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
    @First() first: number,
    @After() after: string | null,
    @Arg("search", () => String, {
      nullable: true,
      description:
        "Part of name, note, key, a label, or the holder's name or e-mail; or how a token begins, from `lkt_` and 4 more on.",
    })
    search: string | null,
    @Arg("name", () => String, { nullable: true, description: "Only the one that is called exactly so." })
    name: string | null,
    @Arg("status", () => [ApiKeyStatus], { nullable: true, description: "Only these." })
    status: ApiKeyStatus[] | null,
    @Arg("access", () => AccessScope, { nullable: true, description: "Only those with this scope." })
    access: AccessScope | null,
    @Arg("addresses", () => AddressScope, { nullable: true, description: "Only those with this scope." })
    addresses: AddressScope | null,
    @Arg("idleDays", () => Int, {
      nullable: true,
      description: "1 to 3,650: only those neither made nor used in so many days.",
    })
    idleDays: number | null,
    @Arg("gracePeriodOpen", () => Boolean, {
      nullable: true,
      description: "True: only those whose old token still works; false: only the others.",
    })
    gracePeriodOpen: boolean | null,
    @Arg("automation", () => Boolean, {
      nullable: true,
      description: "True: only those that hold a permission of `access-control`; false: only the others.",
    })
    automation: boolean | null,
    @Arg("knownTo", () => ID, {
      nullable: true,
      description:
        "Only those whose token this person may know: they have made the key or regenerated its token, or are its holder.",
    })
    knownTo: string | null,
    @Arg("order", () => ApiKeyOrder, {
      nullable: true,
      defaultValue: ApiKeyOrder.NEWEST,
      description: "How they are in order.",
    })
    order: ApiKeyOrder | null,
  ): Promise<Page<ApiKey>> {
    return listKeys(context, account, {
      first,
      after,
      search,
      name,
      status,
      access,
      addresses,
      idleDays,
      gracePeriodOpen,
      automation,
      knownTo,
      order,
    });
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
  throttleLimits(@Root() account: Account, @Ctx() context: Context): Promise<ThrottleLimit[]> {
    return listLimits(context, account);
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
    @Arg("status", () => [ThrottleRequestStatus], { nullable: true, description: "Only these." })
    status: ThrottleRequestStatus[] | null,
    @Arg("api", () => String, { nullable: true, description: "Only about the Api with this code." })
    api: string | null,
    @First() first: number,
    @After() after: string | null,
  ): Promise<Page<ThrottleRequest>> {
    return listRequestsOf(context, account, { first, after, status, api });
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
    @First() first: number,
    @After() after: string | null,
    @Arg("topics", () => [AuditTopic], { nullable: true, description: "Only about these." })
    topics: AuditTopic[] | null,
    @Arg("subjectId", () => ID, { nullable: true, description: "Only what was done to this." })
    subjectId: string | null,
    @Arg("actorId", () => ID, {
      nullable: true,
      description: "Only what this person did, or this key, which is named by its public `key`.",
    })
    actorId: string | null,
    @Order() order: AuditOrder | null,
  ): Promise<Page<AuditEvent>> {
    return listEvents(context, account, { first, after, topics, subjectId, actorId, order });
  }
}
