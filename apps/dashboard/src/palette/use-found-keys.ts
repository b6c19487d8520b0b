import { useQuery } from "@apollo/client/react";
import { useDebouncedValue } from "@mantine/hooks";
import { readFragment } from "../graphql.js";
import { DenialRow } from "../usage/usage.graphql.js";
import type { Entry } from "./entry.js";
import { deniedEntry, keyEntries } from "./key-entries.js";
import { FindKeysQuery } from "./palette.graphql.js";

/** How many are offered; the list shows the rest. */
const MOST = 8;

/** How long typing rests before the server is asked, milliseconds. */
const REST = 250;

export interface FoundKeys {
  entries: Entry[];
  state: "idle" | "searching" | "failed" | "found";
  error: unknown;
  retry: () => unknown;
}

/**
 * The keys of the account that the server finds by `text`, and the denied call whose request id it is: nothing without a text or an
 * account. While it searches, those keys of the search before that fit the text still.
 */
export function useFoundKeys(sid: string | undefined, text: string): FoundKeys {
  const [search] = useDebouncedValue(text, REST);
  const { data, previousData, loading, error, refetch } = useQuery(FindKeysQuery, {
    variables: { sid: sid ?? "", first: MOST, search },
    skip: !sid || search === "",
  });
  const asked = { error, retry: refetch };
  if (!sid || text === "") return { ...asked, entries: [], state: "idle" };
  const keys = data?.account.apiKeys;
  if (text === search && keys) {
    const denied = data.account.deniedCall;
    const call = denied ? [deniedEntry(denied.apiKey, readFragment(DenialRow, denied.denial))] : [];
    const entries = [...keyEntries(keys.nodes, keys.totalCount, search), ...call];
    return { ...asked, entries, state: "found" };
  }
  if (text === search && error && !loading) return { ...asked, entries: [], state: "failed" };
  const before = (data ?? previousData)?.account.apiKeys.nodes ?? [];
  const fitting = before.filter(({ name, key }) => contains(name, text) || contains(key, text));
  return { ...asked, entries: keyEntries(fitting, fitting.length, text), state: "searching" };
}

function contains(whole: string, part: string): boolean {
  return whole.toLowerCase().includes(part.toLowerCase());
}
