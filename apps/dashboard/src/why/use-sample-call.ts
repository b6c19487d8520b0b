import { useQuery } from "@apollo/client/react";
import { useAccount } from "../accounts/account.js";
import { ClientAddressQuery } from "../allowlist/allowlist.graphql.js";
import { useKey } from "../keys/key-context.js";
import { samplePath } from "../keys/snippet.js";
import { useApis } from "../permissions/use-apis.js";
import type { Call } from "./call.js";

/** A call to begin with: one that the open key may make, if there is any, from where the reader is. Null until that is known. */
export function useSampleCall(): Call | null {
  const { sid } = useAccount();
  const { key } = useKey();
  const { apis, loaded, error } = useApis();
  const { data, error: noAddress } = useQuery(ClientAddressQuery);
  if (!(loaded || error) || !(data || noAddress)) return null;
  const path =
    samplePath(apis, sid, { scope: key.accessScope, codes: key.permissions }) ??
    samplePath(apis, sid, { scope: "ALL_APIS", codes: [] });
  return { method: "GET", path: path ?? "/", address: data?.viewer.clientAddress ?? "" };
}
