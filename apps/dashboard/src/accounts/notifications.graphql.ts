import { graphql } from "../graphql.js";

export const MyNotificationsQuery = graphql(`
  query MyNotifications($sid: String) { myNotifications(accountSid: $sid) { kind wanted } }
`);

export const SetMyNotificationsMutation = graphql(`
  mutation SetMyNotifications($input: SetMyNotificationsInput!) {
    setMyNotifications(input: $input) {
      notifications { kind wanted }
      errors { code message path }
    }
  }
`);
