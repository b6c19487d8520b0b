import { useQuery } from "@apollo/client/react";
import type { ApiChoice } from "./access.js";
import { ApisQuery } from "./permissions.graphql.js";

const NONE: readonly ApiChoice[] = [];

/** The catalogue; empty until it is here. */
export function useApis() {
  const { data, error, refetch } = useQuery(ApisQuery);
  return { apis: data?.apis ?? NONE, loaded: data !== undefined, error, refetch };
}
