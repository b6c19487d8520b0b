import autocannon from "autocannon";

const CONNECTIONS = 32;
const SECONDS = 1;

/**
 * Sends requests to a server for a second, on kept connections, with each of `headers` in turn.
 * @param cpu microseconds of processor time that the server has used so far
 * @param perSecond where to note how many requests it answered in the second
 * @returns microseconds of processor time for a request: other work on the machine changes that less than requests a second
 */
export async function load(
  url: string,
  headers: readonly Record<string, string>[],
  cpu: () => Promise<number>,
  perSecond: number[],
): Promise<number> {
  const before = await cpu();
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    requests: headers.map((headers) => ({ method: "GET", path: "/", headers })),
  });
  const after = await cpu();
  const { errors, timeouts, non2xx, duration, requests } = result;
  if (errors + timeouts + non2xx > 0) throw new Error(`${errors + timeouts} errors, ${non2xx} denied`);
  perSecond.push(requests.total / duration);
  return (after - before) / requests.total;
}
