import { useQuery } from "@apollo/client/react";
import { isAccessControl } from "@latchkey/enforcement";
import { useMemo } from "react";
import { ApisQuery } from "./permissions.graphql.js";

/** The catalogue, the built-in Api for key management apart from the product's; empty until it is here. */
export function useApis() {
  const { data, error, refetch } = useQuery(ApisQuery, { fetchPolicy: "cache-first" });
  const all = data?.apis;
  const apis = useMemo(() => all?.filter(({ code }) => !isAccessControl(code)) ?? [], [all]);
  const keyManagement = all?.find(({ code }) => isAccessControl(code)) ?? null;
  /** An Api's name, the built-in one's too; its code where it has none any more. */
  const nameOf = (code: string) => all?.find((api) => api.code === code)?.name ?? code;
  return { apis, keyManagement, nameOf, loaded: all !== undefined, error, refetch };
}
