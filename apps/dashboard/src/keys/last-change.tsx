import { useQuery } from "@apollo/client/react";
import { Text } from "@mantine/core";
import { useAccount } from "../accounts/account.js";
import { actorInWords } from "../audit/event.js";
import { Summary } from "../audit/summary.js";
import { RelativeTime } from "../ui/relative-time.js";
import { LastChangeQuery } from "./key.graphql.js";

/** Who changed a key last, when and how: also one that is deleted. Nothing for an id that none ever had. */
export function LastChange({ id }: { id: string }) {
  const { sid } = useAccount();
  const { data } = useQuery(LastChangeQuery, { variables: { sid, id }, fetchPolicy: "no-cache" });
  const event = data?.account.auditEvents.nodes[0];
  if (!event) return null;
  return (
    <Text size="sm" className="lk-anywhere">
      <bdi>{actorInWords(event)}</bdi>, <RelativeTime at={event.at} />: <Summary event={event} />
    </Text>
  );
}
