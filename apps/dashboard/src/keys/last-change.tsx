import { useQuery } from "@apollo/client/react";
import { Text } from "@mantine/core";
import { useAccount } from "../identity/account.js";
import { RelativeTime } from "../ui/relative-time.js";
import { NewestEventsQuery } from "./key.graphql.js";
import { useKey } from "./key-context.js";

/** Who changed the open key last, when and how. Nothing where the account's newest events do not tell. */
export function LastChange() {
  const { sid } = useAccount();
  const { key } = useKey();
  const { data } = useQuery(NewestEventsQuery, { variables: { sid }, fetchPolicy: "no-cache" });
  const event = data?.account.auditEvents.nodes.find(
    ({ subjectId, action }) => subjectId === key.id && !action.endsWith(".refused"),
  );
  if (!event) return null;
  const { at, actorUser, actorApiKey, summary } = event;
  return (
    <Text size="sm" className="lk-anywhere">
      {actorUser?.name ?? (actorApiKey ? `The key ${actorApiKey}` : "Latchkey")}, <RelativeTime at={at} />:{" "}
      {summary}
    </Text>
  );
}
