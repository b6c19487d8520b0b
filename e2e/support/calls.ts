/** A pair as its owner copied it. */
export interface Pair {
  key: string;
  token: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

export const CALLS = "/v1/Accounts/demo/Calls";
export const SMS = "/v1/Accounts/demo/Sms/send";

/** One API request with HTTP Basic, as a customer's service makes it. */
export async function call(base: string, pair: Pair, path = CALLS, method = "GET"): Promise<Answer> {
  const authorization = `Basic ${Buffer.from(`${pair.key}:${pair.token}`).toString("base64")}`;
  const response = await fetch(base + path, { method, headers: { authorization } });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Asks until the answer has this status: how long a change takes to reach a gateway, in milliseconds. Fails after `within`. */
export async function settles(
  ask: () => Promise<Answer>,
  status: number,
  within = 1_000,
): Promise<{ answer: Answer; milliseconds: number }> {
  const begin = performance.now();
  for (;;) {
    const answer = await ask();
    const milliseconds = performance.now() - begin;
    if (answer.status === status) return { answer, milliseconds };
    if (milliseconds > within)
      throw new Error(`still ${answer.status}, not ${status}, after ${within} ms: ${answer.text}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What the demo upstream says that it was asked. */
export function echo(answer: Answer): { url: string; headers: Record<string, string> } {
  const { url, headers } = JSON.parse(answer.text);
  return { url, headers: Object.fromEntries(headers) };
}
