import { useEffect } from "react";

interface Query {
  startPolling: (milliseconds: number) => void;
  stopPolling: () => void;
}

/** Asks anew at an interval that depends on what the query has brought, milliseconds; null: no more. */
export function usePolling({ startPolling, stopPolling }: Query, interval: number | null): void {
  useEffect(() => {
    if (interval === null) return;
    startPolling(interval);
    return stopPolling;
  }, [interval, startPolling, stopPolling]);
}
