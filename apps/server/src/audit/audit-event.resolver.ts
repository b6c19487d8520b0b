import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Page } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import { User } from "../identity/user.entity.js";
import { userById } from "../identity/user.service.js";
import { AuditEventsArgs } from "./audit-event.args.js";
import { AuditEventConnection } from "./audit-event.connection.js";
import { AuditEvent } from "./audit-event.entity.js";
import { addressOf, listInstallationEvents } from "./audit-event.reader.js";

@Resolver(() => AuditEvent)
export class AuditEventResolver {
  @Query(() => AuditEventConnection, {
    description:
      "For operators: what was done to the installation itself, the newest first unless told otherwise.",
  })
  auditEvents(
    @Ctx() context: Context,
    @Args(() => AuditEventsArgs) args: AuditEventsArgs,
  ): Promise<Page<AuditEvent>> {
    return listInstallationEvents(context, args);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: "The person who acted; null: a key, or the installation itself.",
  })
  actorUser(@Root() event: AuditEvent, @Ctx() context: Context): Promise<User | null> {
    return userById(context, event.actorUserId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Where they were; null when that is unknown, and for customers where an operator acted.",
  })
  address(@Root() event: AuditEvent, @Ctx() context: Context): Promise<string | null> {
    return addressOf(context, event);
  }
}
