import autocannon from "autocannon";

const CONNECTIONS = 32;
const SECONDS = 1;

/**
 * Requests a second that a server answers 200 to on kept connections. Each request has one of `headers`, in turn.
 * @param cpu microseconds of processor time that the server has used so far
 * @param used where to note how many it used for a request
 */
export async function load(
  url: string,
  headers: readonly Record<string, string>[],
  cpu: () => Promise<number>,
  used: number[],
): Promise<number> {
  const before = await cpu();
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    requests: headers.map((headers) => ({ method: "GET", path: "/", headers })),
  });
  const { errors, timeouts, non2xx, duration } = result;
  if (errors + timeouts + non2xx > 0) throw new Error(`${errors + timeouts} errors, ${non2xx} denied`);
  used.push(((await cpu()) - before) / result.requests.total);
  return result.requests.total / duration;
}
