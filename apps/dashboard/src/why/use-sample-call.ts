import { useQuery } from "@apollo/client/react";
import { ClientAddressQuery } from "../allowlist/allowlist.graphql.js";
import { useKey } from "../keys/key-context.js";
import { useSample } from "../keys/use-sample.js";
import { permissionsOf } from "../permissions/access.js";
import type { Call } from "./call.js";

/** A call to begin with: one that the open key may make, if there is any, from where the reader is. Null until that is known. */
export function useSampleCall(): Call | null {
  const { key } = useKey();
  const own = useSample(permissionsOf(key));
  const any = useSample({ scope: "ALL_APIS", codes: [] });
  const { data, error: noAddress } = useQuery(ClientAddressQuery, { fetchPolicy: "cache-first" });
  if (!own.known || !(data || noAddress)) return null;
  return { method: "GET", path: own.path ?? any.path ?? "/", address: data?.viewer.clientAddress ?? "" };
}
