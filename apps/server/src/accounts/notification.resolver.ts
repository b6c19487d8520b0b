import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { SetMyNotificationsInput } from "./notification.inputs.js";
import { NotificationSetting } from "./notification.js";
import { NotificationsPayload } from "./notification.payloads.js";
import { myNotifications, setMyNotifications } from "./notification.service.js";

@Resolver()
export class NotificationResolver {
  @Query(() => [NotificationSetting], {
    description: "Which mails you get: of an account that you are in, and as an operator.",
  })
  myNotifications(
    @Ctx() context: Context,
    @Arg("accountSid", () => String, {
      nullable: true,
      description: "The account; left out: your only one, if you are in any.",
    })
    accountSid: string | null,
  ): Promise<NotificationSetting[]> {
    return myNotifications(context, accountSid);
  }

  @Mutation(() => NotificationsPayload, { description: "Changes which mails you get." })
  setMyNotifications(
    @Ctx() context: Context,
    @Arg("input", () => SetMyNotificationsInput, { description: "What you want." })
    input: SetMyNotificationsInput,
  ): Promise<NotificationsPayload> {
    return setMyNotifications(context, input);
  }
}
