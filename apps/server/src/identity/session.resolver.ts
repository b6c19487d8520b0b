import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { deviceOf } from "./device.js";
import { Session } from "./session.entity.js";
import { EndMySessionsInput } from "./session.inputs.js";
import { SessionsPayload } from "./session.payloads.js";
import { endMySessions } from "./session.service.js";

@Resolver(() => Session)
export class SessionResolver {
  @Mutation(() => SessionsPayload, {
    description: "Ends one of your sessions, or all but the one that asks: they are over at once.",
  })
  endMySessions(
    @Ctx() context: Context,
    @Arg("input", () => EndMySessionsInput, { description: "Which." }) input: EndMySessionsInput,
  ): Promise<SessionsPayload> {
    return endMySessions(context, input);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Browser and system, as it told them at signing in: "Firefox on Linux". Null: it told neither.',
  })
  device(@Root() { userAgent }: Session): string | null {
    return deviceOf(userAgent);
  }

  @FieldResolver(() => Boolean, { description: "Whether it is the one that asks." })
  isCurrent(@Root() { id }: Session, @Ctx() { sessionId }: Context): boolean {
    return id === sessionId;
  }
}
