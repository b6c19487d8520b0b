import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { User } from "../identity/user.entity.js";
import { userById } from "../identity/user.service.js";
import { AuditEvent } from "./audit-event.entity.js";
import { addressOf } from "./audit-event.reader.js";

@Resolver(() => AuditEvent)
export class AuditEventResolver {
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
