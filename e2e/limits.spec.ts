import type { Page } from "@playwright/test";
import { type Answer, call, type Pair, settles } from "./support/calls.js";
import { createKey, goTo } from "./support/dashboard.js";
import { graphql } from "./support/graphql.js";
import { OPERATOR, OWNER, SUPPORT_EMAIL } from "./support/installation.js";
import { mailTo } from "./support/mails.js";
import { holdAnswers } from "./support/outages.js";
import { expect, test } from "./support/test.js";

/** Apis that no other test calls: the counters are shared by all. */
const CAMPAIGNS = { api: "campaigns", name: "Campaigns", path: "/v2/accounts/demo/lists", limit: 30 };
const USERS = { api: "users", name: "User management", path: "/v2/accounts/demo/users", limit: 50 };

const USE = "{ account { throttleLimits { api { code } peak throttled } } }";

const limitOf = ({ headers }: Answer) => Number(headers.get("x-ratelimit-limit"));

/** Calls an Api until its limit is reached. */
async function useUp(
  base: string,
  pair: Pair,
  { path, limit }: { path: string; limit: number },
): Promise<void> {
  await settles(() => call(base, pair, "/v1/Accounts/demo/Balance"), 200);
  const statuses: number[] = [];
  for (let index = 0; index <= limit; index++) statuses.push((await call(base, pair, path)).status);
  expect(statuses).toEqual([...new Array(limit).fill(200), 429]);
}

/** The text of a datetime-local input for a moment so many milliseconds ahead, in the browser's time zone. */
function ahead(page: Page, milliseconds: number): Promise<string> {
  return page.evaluate((span) => {
    const now = new Date();
    return new Date(now.getTime() + span - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
  }, milliseconds);
}

test("a limit that is reached is seen, asked for, granted until a date, at once in force, and back at the date", {
  tag: "@time",
}, async ({ owner, operator, installation: { url, proxy, outbox } }) => {
  const pair = await createKey(owner, "Campaign manager");
  await useUp(proxy, pair, CAMPAIGNS);

  await goTo(owner, "Limits");
  const row = owner.getByRole("row").filter({ hasText: CAMPAIGNS.name });
  await expect(row.getByText(/1 call throttled/).first()).toBeVisible();
  await expect(row.getByText("30 per minute")).toBeVisible();
  const first = owner.getByRole("table", { name: "Throttle limits" }).getByRole("row").nth(1);
  await expect(first).toContainText(CAMPAIGNS.name);
  await row.getByRole("link", { name: CAMPAIGNS.name, exact: true }).click();
  const caller = owner.getByRole("table", { name: "Calls by key" }).getByRole("row").nth(1);
  await expect(caller).toContainText(/Campaign manager.*30.*100 %.*1/);
  await owner.getByRole("link", { name: "Request a change" }).click();

  await expect(owner.getByRole("heading", { level: 1, name: /Campaigns limit/ })).toBeVisible();
  await expect(owner.getByRole("link", { name: SUPPORT_EMAIL })).toBeVisible();
  await expect(owner.getByRole("region", { name: "Evidence" })).toContainText("1 call");
  await owner.getByLabel("New limit").fill("60");
  await owner.getByLabel("Reason").fill("The spring campaign has twice as many people.");
  await owner.getByRole("button", { name: "Send the request" }).dblclick();
  await expect(owner.getByRole("heading", { level: 1, name: "Campaigns: 30 → 60 per minute" })).toBeVisible();
  const requestUrl = owner.url();

  const asking = await mailTo(outbox, OPERATOR.email, "twice as many people");
  const link = new RegExp(`${url}/operations/requests/[\\w-]+`).exec(asking)?.[0] ?? "";
  await operator.goto(link);
  await expect(operator.getByText("The spring campaign has twice as many people.")).toBeVisible();
  await expect(
    operator.getByText(/Peak 30 in one window, 100 % of the limit; 1 call throttled/),
  ).toBeVisible();
  await operator.getByRole("radio", { name: "Approve another value, or for a time" }).check();
  await operator.getByLabel("Granted limit").fill("45");
  await operator.getByLabel("How long").selectOption("Until a date");
  // The window may have moved on since.
  while ((await call(proxy, pair, CAMPAIGNS.path)).status === 200);
  const end = await ahead(operator, 15_000);
  await operator.getByLabel("Until", { exact: true }).fill(end);
  await operator.getByLabel("Note").fill("For now; tell us after the campaign.");
  expect((await call(proxy, pair, CAMPAIGNS.path)).status).toBe(429);
  await operator.getByRole("button", { name: "Approve" }).click();
  const { answer, milliseconds } = await settles(() => call(proxy, pair, CAMPAIGNS.path), 200, 5_000);
  console.log(
    `a call beyond the old limit passed ${Math.round(milliseconds)} ms after the click that approved it`,
  );
  expect(milliseconds).toBeLessThan(1_000);
  expect(limitOf(answer)).toBe(45);
  await expect(operator.getByText("In force on 1 of 1 gateway.")).toBeVisible();
  // By then the thread says so too, and not what the old limit makes of it.
  expect(await operator.getByText("Followed by another grant").count()).toBe(0);

  await owner.goto(requestUrl);
  await expect(owner.getByText("For now; tell us after the campaign.")).toBeVisible();
  await expect(owner.getByText(/then 30 again/)).toBeVisible();
  const decision = await mailTo(outbox, OWNER.email, "For now; tell us after the campaign.");
  expect(decision).toContain(`${url}/limits/requests/`);

  await expect
    .poll(async () => limitOf(await call(proxy, pair, CAMPAIGNS.path)), { timeout: 30_000, intervals: [250] })
    .toBe(30);
  await expect(owner.getByText(/Ended by itself on/)).toBeVisible();
});

test("by GraphQL alone the same is asked, decided, in force, and over", { tag: "@time" }, async ({
  owner,
  operator,
  installation: { proxy, outbox },
}) => {
  const pair = await createKey(owner, "User provisioning");
  await useUp(proxy, pair, USERS);

  // Gateways report once a second; what they have not reported yet is no evidence.
  await expect
    .poll(async () => (await graphql(owner, USE)).data.account.throttleLimits)
    .toContainEqual({ api: { code: USERS.api }, peak: 50, throttled: 1 });

  const reason = "Asked by a script.";
  const asked = await graphql(
    owner,
    `mutation ($input: RequestThrottleLimitInput!) {
      requestThrottleLimit(input: $input) {
        throttleRequest { id version status currentLimit evidence { peak throttled } } errors { code }
      }
    }`,
    { input: { api: USERS.api, limit: 100, reason } },
  );
  const { throttleRequest, errors } = asked.data.requestThrottleLimit;
  expect(errors).toEqual([]);
  expect(throttleRequest).toMatchObject({
    status: "PENDING",
    currentLimit: 50,
    evidence: { peak: 50, throttled: 1 },
  });
  await mailTo(outbox, OPERATOR.email, reason);

  const queue = await graphql(operator, "{ throttleRequests(status: [PENDING]) { nodes { id } } }");
  expect(queue.data.throttleRequests.nodes).toContainEqual({ id: throttleRequest.id });
  const validUntil = new Date(Date.now() + 8_000).toISOString();
  const approved = await graphql(
    operator,
    `mutation ($input: ApproveThrottleRequestInput!) {
      approveThrottleRequest(input: $input) {
        throttleRequest { status grantedLimit validUntil } effect { gateways confirmed } errors { code }
      }
    }`,
    {
      input: {
        id: throttleRequest.id,
        expectedVersion: throttleRequest.version,
        grantedLimit: 80,
        validUntil,
      },
    },
  );
  expect(approved.data.approveThrottleRequest).toEqual({
    throttleRequest: { status: "APPROVED", grantedLimit: 80, validUntil },
    effect: { gateways: 1, confirmed: 1 },
    errors: [],
  });
  const answer = await call(proxy, pair, USERS.path);
  expect([answer.status, limitOf(answer)]).toEqual([200, 80]);
  await mailTo(outbox, OWNER.email, "Your request for 100 calls");
  await expect
    .poll(async () => limitOf(await call(proxy, pair, USERS.path)), { timeout: 15_000, intervals: [250] })
    .toBe(50);
});

test("days are counted from the sending, not from an earlier copy as GraphQL", async ({
  owner,
  installation,
}) => {
  await owner.goto(`${installation.url}/limits/apis/sms/request`);
  await owner.getByLabel("How long").selectOption("7 days");
  await owner.getByRole("link", { name: "Cancel" }).click();
  await owner.getByRole("dialog").getByRole("button", { name: "Stay" }).click();
  await owner.getByLabel("New limit").fill("500");
  await owner.getByLabel("Reason").fill("For a week.");
  await owner.getByRole("button", { name: "Copy as GraphQL" }).click();
  await owner.waitForTimeout(50);
  const now = await owner.evaluate(() => Date.now());
  const sending = owner.waitForRequest((sent) => (sent.postData() ?? "").includes("mutation RequestLimit"));
  await owner.getByRole("button", { name: "Send the request" }).click();
  const { input } = (await sending).postDataJSON().variables;
  expect(Date.parse(input.validUntil) - now).toBeGreaterThanOrEqual(7 * 86_400_000);
  await expect(owner.getByRole("heading", { level: 1, name: /SMS: 200 → 500/ })).toBeVisible();
  await owner.getByRole("button", { name: "Withdraw request" }).click();
  await owner.getByRole("dialog").getByRole("button", { name: "Withdraw", exact: true }).click();
});

test.describe("what can't be asked", () => {
  test("is told at its field, and what was typed stays", async ({ owner, installation }) => {
    await owner.goto(`${installation.url}/limits/apis/links/request`);
    const limit = owner.getByLabel("New limit");
    const reason = owner.getByLabel("Reason");
    await reason.fill("Because.");
    for (const [typed, told] of [
      ["", "Give a limit"],
      ["12.5", "A limit is a whole number"],
      ["0", "A limit is at least 1."],
      ["-5", "A limit is at least 1."],
      ["1000001", "A limit is at most 1,000,000."],
    ] as const) {
      await limit.fill(typed);
      await owner.getByRole("button", { name: "Send the request" }).click();
      await expect(owner.getByText(told)).toBeVisible();
      await expect(limit).toHaveAttribute("aria-invalid", "true");
      await expect(limit).toHaveValue(typed);
      await expect(reason).toHaveValue("Because.");
    }
    await limit.fill("400");
    await owner.getByLabel("How long").selectOption("Until a date");
    await owner.getByLabel("Until", { exact: true }).fill("2020-01-01T12:00");
    await owner.getByRole("button", { name: "Send the request" }).click();
    await expect(owner.getByText("This moment has passed.")).toBeVisible();
    await owner.getByLabel("How long").selectOption("For ever");
    await reason.fill("  ");
    await owner.getByRole("button", { name: "Send the request" }).click();
    await expect(reason).toHaveAttribute("aria-invalid", "true");
  });

  test("a second request beside a pending one leads to that one, until it is withdrawn", async ({
    owner,
    installation,
  }) => {
    await owner.goto(`${installation.url}/limits/apis/links/request`);
    await owner.getByLabel("New limit").fill("400");
    await owner.getByLabel("Reason").fill("The second to ask.");
    await graphql(
      owner,
      `mutation { requestThrottleLimit(input: {api: "links", limit: 500, reason: "The first to ask."}) { errors { code } } }`,
    );
    await owner.getByRole("button", { name: "Send the request" }).click();
    await expect(owner.getByRole("alert")).toContainText("A request is pending already");
    await expect(owner.getByLabel("Reason")).toHaveValue("The second to ask.");
    await owner.getByRole("link", { name: "Open the pending request" }).click();
    await owner.getByRole("button", { name: "Leave", exact: true }).click();
    await expect(owner.getByText("The first to ask.")).toBeVisible();
    await owner.getByRole("button", { name: "Withdraw request" }).click();
    await owner.getByRole("dialog").getByRole("button", { name: "Withdraw", exact: true }).click();
    await expect(owner.getByText("Withdrawn by the account").first()).toBeVisible();
  });

  test("who takes a request back that a colleague has taken back is not told that nothing was withdrawn", async ({
    owner,
    installation,
  }) => {
    const ask = `mutation { requestThrottleLimit(input: {api: "links", limit: 500, reason: "Not for long."}) { throttleRequest { id } } }`;
    const { id } = (await graphql(owner, ask)).data.requestThrottleLimit.throttleRequest;
    await owner.goto(`${installation.url}/limits/requests/${id}`);
    await owner.getByRole("button", { name: "Withdraw request" }).click();
    const release = await holdAnswers(owner, "Request");
    await graphql(owner, `mutation { withdrawThrottleRequest(input: {id: "${id}"}) { errors { code } } }`);
    await owner.getByRole("dialog").getByRole("button", { name: "Withdraw", exact: true }).click();
    release();
    await expect(owner.getByText("Withdrawn by the account").first()).toBeVisible();
    await expect(owner.getByRole("dialog")).toHaveCount(0);
    await expect(owner.getByRole("alert")).toHaveCount(0);
  });
});

test("the chart of a limit that throttled nothing has no colour and no axis for that", async ({
  owner,
  installation,
}) => {
  await owner.goto(`${installation.url}/limits/apis/exophones`);
  const use = owner.getByRole("region", { name: "Use" });
  await expect(use.getByText("Most in one window", { exact: true }).first()).toBeVisible();
  await expect(use.getByText("Throttled calls (right)")).toHaveCount(0);

  // Also over its longest period, of which the server has most to tell.
  const answered = owner.waitForResponse((response) =>
    /LimitSeries.*720/s.test(response.request().postData() ?? ""),
  );
  await use.getByText("30 d").click();
  expect((await (await answered).json()).errors).toBeUndefined();
  await expect(use.getByRole("alert")).toHaveCount(0);
  await expect(use.getByRole("img")).toBeVisible();
});

test("the calls of a month are seen by the owner and by an operator, also those with a key that is gone", async ({
  owner,
  operator,
  installation: { url, proxy },
}) => {
  const { data } = await graphql(
    owner,
    'mutation { createApiKey(input: { name: "Templates" }) { apiKey { id key } token errors { code } } }',
  );
  const { apiKey, token } = data.createApiKey;
  const pair = { key: apiKey.key, token };
  await settles(() => call(proxy, pair, "/v1/Accounts/demo/Balance"), 200);
  for (let count = 0; count < 3; count++) await call(proxy, pair, "/v2/accounts/demo/templates");
  const gone = `mutation { deleteApiKey(input: { id: "${apiKey.id}" }) { errors { code } } }`;
  expect((await graphql(owner, gone)).data.deleteApiKey.errors).toEqual([]);
  // A gateway writes once a second.
  const counted = '{ account { usage(from: "FROM") { byOperation { operation } } } }';
  const from = `${new Date().toISOString().slice(0, 7)}-01T00:00:00Z`;
  await expect
    .poll(async () => JSON.stringify((await graphql(owner, counted.replace("FROM", from))).data))
    .toContain("templates");
  for (const [page, path] of [
    [owner, "/limits"],
    [operator, "/operations/accounts/demo"],
  ] as const) {
    await page.goto(url + path);
    const calls = page.getByRole("region", { name: "Calls", exact: true });
    await expect(calls.getByRole("row", { name: /WhatsApp/ })).toHaveText("WhatsApp30");
    await calls.getByText("Last month").click();
    await expect(calls.getByText("0 calls allowed, 0 denied")).toBeVisible();
  }
});
