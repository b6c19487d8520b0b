import type { Page, Request, Route } from "@playwright/test";

function asks(request: Request, operation: string): boolean {
  return request.postDataJSON()?.operationName === operation;
}

/** Has the answer to the next such operation get lost on its way, when the server has carried it out. */
export async function loseAnswer(page: Page, operation: string): Promise<void> {
  let lost = false;
  await page.route("**/graphql", async (route) => {
    if (lost || !asks(route.request(), operation)) return route.fallback();
    lost = true;
    await route.fetch();
    await route.abort();
  });
}

/** Has every such operation fail, until what it gives back is called. */
export async function cutOff(page: Page, operation: string): Promise<() => Promise<void>> {
  const cut = (route: Route) => (asks(route.request(), operation) ? route.abort() : route.fallback());
  await page.route("**/graphql", cut);
  return () => page.unroute("**/graphql", cut);
}

/** Has every request for data, or for this operation alone, wait until what it gives back is called. */
export async function holdAnswers(page: Page, operation?: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/graphql", async (route) => {
    if (operation === undefined || asks(route.request(), operation)) await released;
    await route.continue();
  });
  return release;
}
