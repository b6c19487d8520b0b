import { useApolloClient } from "@apollo/client/react";
import { useEffect, useRef, useState } from "react";
import { readFragment } from "../graphql.js";
import { saveFile } from "../ui/save-file.js";
import type { AuditFilter } from "./activity-search.js";
import { ActivityQuery, EventRow } from "./audit.graphql.js";
import { type Event, toCsv } from "./event.js";

/** The longest page that the server gives. */
const PAGE_SIZE = 100;

export type CsvState =
  | { state: "idle" | "failed" }
  /** So many entries were read, of how many; null: not known yet. */
  | { state: "reading"; read: number; total: number | null };

/** Reads all entries of an account that fit the filter, page by page, and has the browser save them as a file. */
export function useCsv(sid: string, filter: AuditFilter) {
  const client = useApolloClient();
  const [state, setState] = useState<CsvState>({ state: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const readPage = (after: string | null) =>
    client.query({
      query: ActivityQuery,
      variables: { sid, ...filter, first: PAGE_SIZE, after },
      fetchPolicy: "no-cache",
    });

  async function readAll(signal: AbortSignal): Promise<Event[]> {
    const events: Event[] = [];
    for (let after: string | null = null; ; ) {
      const { data } = await readPage(after);
      signal.throwIfAborted();
      if (!data) throw new Error("no answer");
      const { nodes, pageInfo, totalCount } = data.account.auditEvents;
      events.push(...readFragment(EventRow, nodes));
      setState({ state: "reading", read: events.length, total: totalCount });
      if (!pageInfo.hasNextPage) return events;
      after = pageInfo.endCursor;
    }
  }

  async function start() {
    const controller = new AbortController();
    running.current = controller;
    setState({ state: "reading", read: 0, total: null });
    try {
      const text = toCsv(await readAll(controller.signal));
      // The mark tells spreadsheets that it is UTF-8.
      saveFile(`activity-${sid}.csv`, "text/csv", `\u{feff}${text}`);
      setState({ state: "idle" });
    } catch {
      if (!controller.signal.aborted) setState({ state: "failed" });
    }
  }

  function cancel() {
    running.current?.abort();
    setState({ state: "idle" });
  }

  return { state, start, cancel };
}
