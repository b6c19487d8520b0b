import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Locator, test } from "@playwright/test";
import { beyond, violations } from "./support/accessibility.js";
import { call, type Pair, settles } from "./support/calls.js";
import { pathOf, writeCatalogue } from "./support/catalogue.js";
import { createKey, openId } from "./support/dashboard.js";
import { graphql } from "./support/graphql.js";
import { type Installation, OPERATOR, OWNER, startInstallation } from "./support/installation.js";
import { signIn } from "./support/test.js";

const APIS = 120;
/** Of the first: as long as a name may be, without a place to break it. */
const LONG = "W".repeat(100);
const LIMIT = 5;

/** One of its own, with that catalogue. */
let installation: Installation;
let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-e2e-"));
  const apis = Array.from({ length: APIS }, (_, index) =>
    index === 0 ? { code: "api-1", name: LONG } : { code: `api-${index + 1}`, limit: LIMIT },
  );
  installation = await startInstallation({ CATALOGUE: await writeCatalogue(folder, apis) });
});
test.afterAll(async () => {
  await installation.stop();
  await rm(folder, { recursive: true });
});

const callApi = (pair: Pair, code: string) => call(installation.proxy, pair, pathOf(code, installation.sid));

test("of a hundred APIs and more the first are listed, any other is found, and what stands below them is near", async ({
  page: owner,
  browser,
}) => {
  const { url, sid } = installation;
  const operator = await (await browser.newContext()).newPage();
  await signIn(owner, url, OWNER);
  await signIn(operator, url, OPERATOR);
  /** Of how many APIs the use over a day was asked for, each time. */
  const series: number[] = [];
  owner.on("request", (request) => {
    const { operationName, variables } = request.url().endsWith("/graphql") ? request.postDataJSON() : {};
    if (operationName === "LimitSeries") series.push(variables.apis.length);
  });
  for (const [page, path, caption] of [
    [owner, "/limits", "Throttle limits"],
    [operator, "/operations/apis", "APIs"],
    [operator, `/operations/accounts/${sid}`, "Limits of the account"],
  ] as const) {
    await page.goto(url + path);
    const rows = page.getByRole("table", { name: caption, exact: true }).locator("tbody tr");
    await expect(rows).toHaveCount(25);
    const field = page.getByLabel("Find an API");
    await field.fill("API-97");
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText("api-97");
    await field.fill("there is none");
    await expect(page.getByText("No API fits.")).toBeVisible();
    await expect(rows).toHaveCount(0);
    await expect(page.locator("[aria-busy=true], [class*=Skeleton-root]")).toHaveCount(0);
    expect(await violations(page)).toEqual([]);
    await field.clear();
    if (page === owner) expect(Math.max(...series)).toBe(25);
    await page
      .getByRole("button", { name: /^Show \d+ more$/ })
      .first()
      .click();
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(APIS);
  }
  await operator.close();
});

test("a key that calls very many APIs, and an account that asks for much, still have pages that are read", async ({
  page: owner,
}) => {
  const { url, sid, proxy } = installation;
  await signIn(owner, url, OWNER);
  const pair = await createKey(owner, "Calls all");
  const id = openId(owner);
  await settles(() => callApi(pair, "api-1"), 200);
  for (let index = 1; index <= 20; index++) await callApi(pair, `api-${index}`);
  for (let count = 0; count <= LIMIT; count++) await callApi(pair, "api-2");
  await call(proxy, pair, `/v1/Accounts/${sid}/${"x".repeat(300)}`);
  await call(proxy, pair, pathOf("api-1", "another"));
  const ask = `mutation { requestThrottleLimit(input: {api: "api-2", limit: 1000000, reason: "More."}) { errors { code } } }`;
  expect((await graphql(owner, ask)).data.requestThrottleLimit.errors).toEqual([]);
  const counted = `{ account { apiKey(id: "${id}") { usage { byApi { api } } recentDenials { reason } } } }`;
  const usage = async () => (await graphql(owner, counted)).data.account.apiKey;
  await expect.poll(async () => (await usage()).usage.byApi.length).toBe(20);
  await expect.poll(async () => JSON.stringify((await usage()).recentDenials)).toContain("ACCOUNT_MISMATCH");

  for (const width of [360, 768, 1100, 1280]) {
    await owner.setViewportSize({ width, height: 900 });
    await owner.goto(`${url}/keys/${id}`);
    await expect(owner.getByText(/^In 30 days: .* · 12 other APIs: \d+$/)).toBeVisible();
    expect(await beyond(owner), `the key, ${width} px`).toBeLessThanOrEqual(0);
    expect(await linesOf(owner.getByText(/^ACCOUNT_MISMATCH/)), `the reason, ${width} px`).toBe(1);
  }
  for (const width of [1100, 1240, 1280]) {
    await owner.setViewportSize({ width, height: 900 });
    await owner.goto(`${url}/limits`);
    const table = owner.getByRole("table", { name: "Throttle limits" });
    await expect(table.getByText("1,000,000 asked, pending")).toBeVisible();
    const room = await table.evaluate((element) => {
      const panel = element.parentElement as HTMLElement;
      return panel.getBoundingClientRect().right - element.getBoundingClientRect().right;
    });
    expect(room, `${width} px`).toBeGreaterThan(12);
  }
});

/** In how many lines the first words of an element stand, before what comes from elsewhere. */
function linesOf(element: Locator): Promise<number> {
  return element.evaluate(({ firstChild }) => {
    const range = document.createRange();
    range.selectNodeContents(firstChild as Node);
    return new Set([...range.getClientRects()].map(({ top }) => top)).size;
  });
}
