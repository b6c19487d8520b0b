import { Field, InputType } from "type-graphql";
import { NotificationKind } from "./notification.js";

@InputType({ description: "Whether you want mails of a kind." })
class NotificationSettingInput {
  @Field(() => NotificationKind, { description: "What they are about." })
  kind: NotificationKind;
  @Field(() => Boolean, { description: "False: none of them." })
  wanted: boolean;
}

@InputType({ description: "Which mails you want, of an account or as an operator." })
export class SetMyNotificationsInput {
  @Field(() => String, {
    nullable: true,
    description: "The account; left out: your only one, if you are in any.",
  })
  accountSid?: string | null;
  @Field(() => [NotificationSettingInput], { description: "Kinds that are left out stay as they are." })
  settings: NotificationSettingInput[];
}
