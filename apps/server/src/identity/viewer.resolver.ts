import { Ctx, FieldResolver, Query, Resolver } from "type-graphql";
import { Account } from "../accounts/account.entity.js";
import { listMemberships } from "../accounts/account.service.js";
import type { Context } from "../graphql/context.js";
import { Session } from "./session.entity.js";
import { listMySessions } from "./session.reader.js";
import { Viewer } from "./viewer.js";
import { findViewer } from "./viewer.service.js";

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: "Who asks." })
  viewer(@Ctx() context: Context): Promise<Viewer> {
    return findViewer(context);
  }

  @FieldResolver(() => [Account], { description: "The accounts that the person is a member of." })
  accounts(@Ctx() context: Context): Promise<Account[]> {
    return listMemberships(context);
  }

  @FieldResolver(() => [Session], {
    description:
      "Where the person is signed in: first the session that asks, then the others, the last used first, 100 at most. Keys can't read it.",
  })
  sessions(@Ctx() context: Context): Promise<Session[]> {
    return listMySessions(context);
  }
}
