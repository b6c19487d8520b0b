import { useApis } from "../permissions/use-apis.js";
import { LinkAnchor } from "../ui/links.js";
import type { Fix } from "./denial-reasons.js";

interface Props {
  id: string;
  fix: Fix;
  address: string | null;
  operation: string | null;
}

/** Leads to where the cause of a denial can be mended, with what was missing filled in. */
export function FixLink({ id, fix, address, operation }: Props) {
  const params = { id };
  switch (fix) {
    case "permissions":
      return (
        <LinkAnchor to="/keys/$id/permissions" params={params} search={operation ? { grant: operation } : {}}>
          Grant it
        </LinkAnchor>
      );
    case "network":
      return (
        <LinkAnchor to="/keys/$id/network" params={params} search={address ? { add: address } : {}}>
          Admit the address
        </LinkAnchor>
      );
    case "limits":
      return <LimitLink operation={operation} />;
    case "details":
      return (
        <LinkAnchor to="/keys/$id/details" params={params}>
          Change its end
        </LinkAnchor>
      );
  }
}

/** To the limit of the Api that the operation belongs to; to all of them where it has left the catalogue. */
function LimitLink({ operation }: { operation: string | null }) {
  const { apis } = useApis();
  const api = apis.find(({ operations }) => operations.some(({ code }) => code === operation));
  return api ? (
    <LinkAnchor to="/limits/apis/$api" params={{ api: api.code }}>
      See the limit
    </LinkAnchor>
  ) : (
    <LinkAnchor to="/limits">See the limits</LinkAnchor>
  );
}
