import { useQuery } from "@apollo/client/react";
import { Text } from "@mantine/core";
import { actorInWords } from "../audit/event.js";
import { useAccount } from "../identity/account.js";
import { RelativeTime } from "../ui/relative-time.js";
import { withLocalTimes } from "../ui/time.js";
import { LastChangeQuery } from "./key.graphql.js";
import { useKey } from "./key-context.js";

/** Who changed the open key last, when and how. */
export function LastChange() {
  const { sid } = useAccount();
  const { key } = useKey();
  const { data } = useQuery(LastChangeQuery, { variables: { sid, id: key.id }, fetchPolicy: "no-cache" });
  const event = data?.account.auditEvents.nodes[0];
  if (!event) return null;
  return (
    <Text size="sm" className="lk-anywhere">
      {actorInWords(event)}, <RelativeTime at={event.at} />: {withLocalTimes(event.summary)}
    </Text>
  );
}
