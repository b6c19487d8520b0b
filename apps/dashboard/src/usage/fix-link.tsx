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
        <LinkAnchor
          to="/keys/$id/permissions"
          params={params}
          search={operation ? { grant: operation } : {}}
          size="sm"
        >
          Grant it
        </LinkAnchor>
      );
    case "network":
      return (
        <LinkAnchor to="/keys/$id/network" params={params} search={address ? { add: address } : {}} size="sm">
          Admit the address
        </LinkAnchor>
      );
    case "limits":
      return (
        <LinkAnchor to="/limits" size="sm">
          See the limit
        </LinkAnchor>
      );
    case "details":
      return (
        <LinkAnchor to="/keys/$id/details" params={params} size="sm">
          Change its end
        </LinkAnchor>
      );
  }
}
