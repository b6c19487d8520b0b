import { List, Text } from "@mantine/core";
import { LinkAnchor } from "../ui/links.js";

/** What to look at when a call was made and nothing is seen here. */
export function WaitingHints({ id }: { id: string | undefined }) {
  return (
    <>
      <Text size="sm">Made a call, and nothing happens here? Look at its status:</Text>
      <List size="sm" spacing={4}>
        <List.Item>
          <strong>401</strong>: key and token do not belong together, or one of them was not sent whole. A key
          begins with <span className="lk-mono">lk_</span>, a token with <span className="lk-mono">lkt_</span>
          .
        </List.Item>
        <List.Item>
          <strong>403</strong>: the pair is right, and the call is not allowed.{" "}
          {id === undefined ? (
            "The key's page says why."
          ) : (
            <LinkAnchor to="/keys/$id/why" params={{ id }} underline="always">
              See why
            </LinkAnchor>
          )}
        </List.Item>
        <List.Item>No answer at all: the address is another one than the gateway's above.</List.Item>
      </List>
    </>
  );
}
