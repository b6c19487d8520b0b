import type { Page } from "@playwright/test";

/** Runs a document with the session of this page, as a script would with its cookie. */
// biome-ignore lint/suspicious/noExplicitAny: each test asserts the shape that it asked for
export async function graphql(page: Page, query: string, variables: object = {}): Promise<any> {
  const origin = new URL(page.url()).origin;
  const answer = await page.request.post(`${origin}/graphql`, {
    data: { query, variables },
    headers: { origin },
  });
  return answer.json();
}
