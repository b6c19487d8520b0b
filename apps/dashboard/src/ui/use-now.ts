import { useEffect, useState } from "react";
import { now as serverTime } from "./clock.js";

/** The server's time in epoch milliseconds, renewed every `interval` milliseconds. */
export function useNow(interval = 15_000): number {
  const [now, setNow] = useState(serverTime);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverTime()), interval);
    return () => clearInterval(timer);
  }, [interval]);
  return now;
}
