import { useQuery } from "@apollo/client/react";
import { useAccount } from "../accounts/account.js";
import { readFragment } from "../graphql.js";
import { LinkAnchor } from "../ui/links.js";
import { whySearchOf } from "../why/why-search.js";
import { DenialRow, DeniedCallQuery } from "./usage.graphql.js";

/** Where a request id was searched for among keys: the way to the call that was denied. Nothing for any other text. */
export function DeniedCallLink({ text }: { text: string }) {
  const { sid } = useAccount();
  const { data } = useQuery(DeniedCallQuery, {
    variables: { sid, requestId: text },
    fetchPolicy: "cache-first",
  });
  const found = data?.account.deniedCall;
  if (!found) return null;
  return (
    <LinkAnchor
      to="/keys/$id/why"
      params={{ id: found.apiKey.id }}
      search={whySearchOf(readFragment(DenialRow, found.denial))}
    >
      A call with “{found.apiKey.name}” was denied under this request id: see why
    </LinkAnchor>
  );
}
