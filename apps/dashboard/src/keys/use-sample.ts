import { useAccount, useSignedIn } from "../accounts/account.js";
import type { Permissions } from "../permissions/access.js";
import { useApis } from "../permissions/use-apis.js";
import { samplePath } from "./snippet.js";

/** Where a key with these permissions can make its first call; `path` is null where there is none, or while the catalogue is not known. */
export function useSample(permissions: Permissions) {
  const { sid } = useAccount();
  const { gatewayUrl } = useSignedIn().installation;
  const { apis, loaded, error } = useApis();
  return { gatewayUrl, path: samplePath(apis, sid, permissions), known: loaded || error !== undefined };
}
