import { useQuery } from "@apollo/client/react";
import { Text } from "@mantine/core";
import { readFragment } from "../graphql.js";
import { RequestRow } from "../throttle/throttle.graphql.js";
import { counted } from "../ui/count.js";
import { LinkAnchor } from "../ui/links.js";
import { QueueQuery } from "./operations.graphql.js";

/** Leads on through the queue once a request is decided: to the oldest that waits. Nothing while that is not known. */
export function NextRequest() {
  const { data } = useQuery(QueueQuery, {
    variables: { status: ["PENDING"], first: 1, after: null },
    fetchPolicy: "network-only",
  });
  const queue = data?.throttleRequests;
  if (!queue) return null;
  const [next] = readFragment(RequestRow, queue.nodes);
  if (!next) return <Text size="sm">No other request waits.</Text>;
  return (
    <Text size="sm">
      {counted(queue.totalCount, "request")} {queue.totalCount === 1 ? "waits" : "wait"}. Next:{" "}
      <LinkAnchor to="/operations/requests/$id" params={{ id: next.id }} underline="always">
        {next.account.name}, {next.api.name}
      </LinkAnchor>
    </Text>
  );
}
