import { Field, ObjectType } from "type-graphql";
import { Payload } from "../graphql/payload.js";
import { NotificationSetting } from "./notification.js";

@ObjectType({ description: "Which mails you want after a change." })
export class NotificationsPayload extends Payload {
  @Field(() => [NotificationSetting], {
    nullable: true,
    description: "All that you can choose; null when nothing changed.",
  })
  notifications: NotificationSetting[] | null;
}
