import type { Page } from "@playwright/test";
import { graphql } from "./support/graphql.js";
import { OWNER } from "./support/installation.js";
import { tabTo } from "./support/keyboard.js";
import { mailTo } from "./support/mails.js";
import { expect, test } from "./support/test.js";

/** Asks for 400 calls on an Api as the owner, and gives the request's id. */
async function ask(owner: Page, api: string, reason: string): Promise<string> {
  const { data } = await graphql(
    owner,
    `mutation ($input: RequestThrottleLimitInput!) {
      requestThrottleLimit(input: $input) { throttleRequest { id } errors { code } }
    }`,
    { input: { api, limit: 400, reason } },
  );
  expect(data.requestThrottleLimit.errors).toEqual([]);
  return data.requestThrottleLimit.throttleRequest.id;
}

test("by the keyboard alone a limit is asked for and decided", async ({ owner, operator, installation }) => {
  await owner.goto(`${installation.url}/limits`);
  await expect(owner.getByRole("link", { name: "Request a change: ExoPhones" })).toBeVisible();
  await tabTo(owner, /Request a change: ExoPhones/);
  await owner.keyboard.press("Enter");
  await expect(owner.getByLabel("New limit")).toBeVisible();
  await tabTo(owner, /New limit/);
  await owner.keyboard.type("120");
  await tabTo(owner, /Reason/);
  await owner.keyboard.type("By the keyboard alone.");
  await tabTo(owner, /Send the request/);
  await owner.keyboard.press("Enter");
  await expect(
    owner.getByRole("heading", { level: 1, name: "ExoPhones: 50 → 120 per minute" }),
  ).toBeFocused();

  await operator.goto(`${installation.url}/operations`);
  await expect(operator.getByRole("link", { name: /: ExoPhones$/ })).toBeVisible();
  await tabTo(operator, /: ExoPhones$/);
  await operator.keyboard.press("Enter");
  await expect(operator.getByText("By the keyboard alone.")).toBeVisible();
  await tabTo(operator, /Approve as asked/);
  await operator.keyboard.press("ArrowDown");
  await operator.keyboard.press("ArrowDown");
  await expect(operator.getByRole("radio", { name: "Decline" })).toBeChecked();
  await tabTo(operator, /^ *Decline *$/);
  await operator.keyboard.press("Enter");
  await expect(operator.getByText("Say why: the account reads it.")).toBeVisible();
  await expect(operator.getByRole("textbox", { name: "Why" })).toBeFocused();
  await operator.keyboard.type("Not this month.");
  await tabTo(operator, /^ *Decline *$/);
  await operator.keyboard.press("Enter");
  await expect(operator.getByRole("status").filter({ hasText: "Declined" })).toBeFocused();
  await expect(owner.getByText("Not this month.")).toBeVisible();
});

test("of two operators at once one decides, and the other is told what and by whom", async ({
  owner,
  operator,
  installation,
}) => {
  const id = await ask(owner, "gen-ai", "Two will decide.");
  await operator.goto(`${installation.url}/operations/requests/${id}`);
  await operator.getByRole("radio", { name: "Decline" }).check();
  await operator.getByRole("textbox", { name: "Why" }).fill("Too late.");
  const { data } = await graphql(
    operator,
    `mutation ($id: ID!) { approveThrottleRequest(input: {id: $id, expectedVersion: 1}) { errors { code } } }`,
    { id },
  );
  expect(data.approveThrottleRequest.errors).toEqual([]);
  const decline = operator.getByRole("button", { name: "Decline" });
  // The page may have seen it by itself before it is tried.
  await decline.click({ timeout: 3_000 }).catch(() => undefined);
  await expect(operator.getByRole("alert")).toContainText("Somebody decided meanwhile");
  await expect(operator.getByRole("alert")).toContainText(/Approved as asked: 400 per minute for ever by .+/);

  await operator.goto(`${installation.url}/operations/accounts/${installation.sid}`);
  await operator.getByRole("button", { name: "End grant: Gen AI" }).click();
  await operator.getByRole("dialog").getByRole("button", { name: "End grant" }).click();
  await expect(operator.getByText("Grant ended: 200 per minute again.")).toBeVisible();
  await owner.goto(`${installation.url}/limits/requests/${id}`);
  await expect(owner.getByText(/Ended early by an operator/)).toBeVisible();
});

test("once a request is decided, the next that waits is a link away", async ({
  owner,
  operator,
  installation,
}) => {
  const id = await ask(owner, "bulk-sms", "The one that is decided.");
  const other = await ask(owner, "whatsapp", "Another that waits.");
  await operator.goto(`${installation.url}/operations/requests/${id}`);
  await operator.getByRole("radio", { name: "Decline" }).check();
  await operator.getByRole("textbox", { name: "Why" }).fill("Not now.");
  await operator.getByRole("button", { name: "Decline", exact: true }).click();
  const done = operator.getByRole("status").filter({ hasText: "Declined" });
  await expect(done).toContainText(/\d+ requests? waits?\./);
  await done.getByRole("link").click();
  await expect(operator).not.toHaveURL(new RegExp(id));
  await expect(operator.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(operator.getByRole("radio", { name: "Approve as asked" })).toBeChecked();
  await graphql(
    operator,
    `mutation { declineThrottleRequest(input: {id: "${other}", note: "No."}) { errors { code } } }`,
  );
});

test("a request that came by mail is entered for the account, and says so", async ({
  owner,
  operator,
  installation,
}) => {
  await operator.goto(`${installation.url}/operations/requests`);
  await operator.getByRole("link", { name: "Enter a request" }).click();
  await operator.getByLabel("Search accounts").fill(installation.sid);
  await expect(operator).toHaveURL(/search=/);
  await operator.getByRole("row").filter({ hasText: installation.sid }).getByRole("link").click();
  await operator.getByRole("link", { name: "Enter a request: Contact center" }).click();
  // The advice is for who asks.
  const evidence = operator.getByRole("region", { name: "Evidence" });
  await expect(evidence).toContainText("The limit was not reached.");
  await expect(evidence).not.toContainText("Say in the reason");
  await operator.getByLabel("New limit").fill("900");
  await operator.getByLabel("Reason").fill("Mail of 3 March: we open a second office.");
  await operator.getByRole("button", { name: "Enter the request" }).click();
  await expect(operator.getByRole("heading", { level: 1, name: /Contact center: 300 → 900/ })).toBeVisible();
  await owner.goto(`${installation.url}/limits`);
  const row = owner.getByRole("row").filter({ hasText: "Contact center" }).first();
  await row.getByRole("link", { name: "900 asked, pending" }).click();
  await expect(owner.getByText(/Asked by .*, on behalf of the account/)).toBeVisible();
});

test("another value than was asked begins with what was asked, until the date that was asked for", async ({
  owner,
  operator,
  installation,
}) => {
  const validUntil = new Date(Date.now() + 30 * 86_400_000).toISOString();
  const input = { api: "account", limit: 400, reason: "Until a date.", validUntil };
  const { data } = await graphql(
    owner,
    `mutation ($input: RequestThrottleLimitInput!) {
      requestThrottleLimit(input: $input) { throttleRequest { id } errors { message } }
    }`,
    { input },
  );
  expect(data.requestThrottleLimit.errors).toEqual([]);
  const { id } = data.requestThrottleLimit.throttleRequest;
  await operator.goto(`${installation.url}/operations/requests/${id}`);
  await operator.getByRole("radio", { name: "Approve another value, or for a time" }).check();
  await expect(operator.getByLabel("Granted limit")).toHaveValue("400");
  await expect(operator.getByLabel("How long")).toHaveValue("date");
  await operator.getByLabel("Granted limit").fill("350");
  await operator.getByRole("button", { name: "Approve" }).click();
  await expect(operator.getByRole("status").filter({ hasText: "350 per minute until" })).toBeVisible();
  const find = "query ($id: ID!) { node(id: $id) { ... on ThrottleRequest { validUntil } } }";
  expect((await graphql(operator, find, { id })).data.node).toEqual({ validUntil });
});

test("what was typed for one Api is not entered for another, and not lost without a question", async ({
  operator,
  installation,
}) => {
  await operator.goto(`${installation.url}/operations/accounts/${installation.sid}/request?api=voice`);
  await operator.getByLabel("New limit").fill("900");
  const dialog = operator.getByRole("dialog", { name: "Leave without asking?" });
  await operator.getByLabel("API").selectOption("SMS");
  await dialog.getByRole("button", { name: "Stay" }).click();
  await expect(operator.getByLabel("API").locator("option:checked")).toHaveText("Voice");
  await expect(operator.getByLabel("New limit")).toHaveValue("900");
  await operator.getByLabel("API").selectOption("SMS");
  await dialog.getByRole("button", { name: "Leave" }).click();
  await expect(operator.getByLabel("API").locator("option:checked")).toHaveText("SMS");
  await expect(operator.getByLabel("New limit")).toHaveValue("");
});

test("the queue keeps its filter in the address", async ({ owner, operator, installation }) => {
  const id = await ask(owner, "bulk-sms", "For the filter.");
  const { data } = await graphql(
    owner,
    "mutation ($id: ID!) { withdrawThrottleRequest(input: {id: $id}) { errors { code } } }",
    { id },
  );
  expect(data.withdrawThrottleRequest.errors).toEqual([]);
  await operator.goto(`${installation.url}/operations/requests`);
  await operator.getByText("Withdrawn", { exact: true }).click();
  await expect(operator).toHaveURL(/status=WITHDRAWN/);
  await operator.reload();
  await expect(operator.getByRole("link", { name: /: Bulk SMS$/ })).toBeVisible();
});

test("an account is made for a customer, whose first person chooses a password by mail and makes a key", async ({
  operator,
  browser,
  contextOptions,
  installation: { url, sid, outbox },
}) => {
  await operator.goto(`${url}/operations/accounts`);
  await operator.getByRole("button", { name: "New account" }).click();
  const dialog = operator.getByRole("dialog", { name: "New account" });
  await dialog.getByRole("button", { name: "Create account" }).click();
  await expect(dialog.getByText("Give a sid.")).toBeVisible();
  await dialog.getByLabel("Sid").fill(sid);
  await dialog.getByLabel("Name").fill("Acme Parcels");
  await dialog.getByLabel("Owner's e-mail").fill("First@Acme.example");
  await dialog.getByRole("button", { name: "Create account" }).click();
  await expect(dialog.getByText("There is an account with this sid already.")).toBeVisible();
  await dialog.getByLabel("Sid").fill("acme");
  await dialog.getByRole("button", { name: "Create account" }).click();
  await expect(operator.getByRole("heading", { level: 1, name: "Acme Parcels" })).toBeVisible();
  await expect(operator).toHaveURL(`${url}/operations/accounts/acme`);
  await expect(operator.getByText("“Acme Parcels” was made.")).toBeVisible();
  await expect(operator.getByRole("table", { name: "People" })).toContainText("first@acme.example");

  await mailTo(outbox, "first@acme.example", "You own the account Acme Parcels", `${url}/forgot`);
  const context = await browser.newContext(contextOptions);
  const first = await context.newPage();
  await first.goto(`${url}/forgot`);
  await first.getByLabel("E-mail").fill("first@acme.example");
  await first.getByRole("button", { name: "Send the link" }).click();
  const [link = ""] =
    /https?:\S+\/reset\/[\w#%.]+/.exec(await mailTo(outbox, "first@acme.example", "/reset/")) ?? [];
  await first.goto(link);
  // By it a password manager knows whose password it keeps.
  await expect(first.locator("[autocomplete=username]")).toHaveValue("first@acme.example");
  await first.getByLabel("New password", { exact: true }).fill("a first password");
  await first.getByRole("button", { name: "Set the password" }).click();
  await first.getByRole("link", { name: "Sign in" }).click();
  await first.getByLabel("E-mail").fill("first@acme.example");
  await first.getByLabel("Password", { exact: true }).fill("a first password");
  await first.getByRole("button", { name: "Sign in" }).click();
  await expect(first.getByRole("heading", { level: 1, name: "Get started" })).toBeVisible();
  await first.getByLabel("Name").fill("First key");
  await first.getByRole("button", { name: "Create key" }).click();
  await expect(first.getByText(/lkt_\w{38}/).first()).toBeVisible();
  await context.close();
});

test("the field that finds an account shows what its address says", async ({ operator, installation }) => {
  await operator.goto(`${installation.url}/operations/accounts`);
  const field = operator.getByLabel("Search accounts");
  await field.fill("nothing-like-it");
  await operator.getByRole("link", { name: "Show all accounts" }).click();
  await expect(operator.getByRole("link", { name: "Demo" })).toBeVisible();
  await expect(field).toHaveValue("");
});

test("an Api's default is changed and given back to the catalogue; gateways and rule are at hand", async ({
  operator,
  installation,
}) => {
  await operator.goto(`${installation.url}/operations/apis`);
  const row = operator.getByRole("row").filter({ hasText: "Voice" });
  await row.getByRole("button", { name: "Change the default: Voice" }).click();
  await operator.getByRole("textbox", { name: "Default limit" }).fill("250");
  await operator.getByRole("button", { name: "Save default" }).click();
  await expect(row).toContainText("250 per minute");
  await row.getByRole("button", { name: "Change the default: Voice" }).click();
  await operator.getByRole("button", { name: "Use the catalogue's again" }).click();
  await expect(row).toContainText("The catalogue");

  await operator.getByRole("link", { name: "Gateways" }).click();
  await expect(operator.getByText("Has every change")).toBeVisible();

  await operator.getByRole("link", { name: "Rule" }).click();
  await operator.getByLabel("Approve up to so many times the API's default").fill("0.5");
  await operator.getByRole("button", { name: "Save rule" }).click();
  await expect(operator.getByText("Give a number from 1 to 1,000")).toBeVisible();
});

test("an account is found by the address of somebody in it, and by its state", async ({
  operator,
  installation,
}) => {
  const { url, sid } = installation;
  const found = operator.getByRole("row").filter({ has: operator.getByRole("link") });
  await operator.goto(`${url}/operations/accounts`);
  const search = operator.getByRole("searchbox", { name: "Search accounts" });
  const state = operator.getByRole("group", { name: "Filter by state" });
  await search.fill("Nobody");
  await expect(operator.getByText(/search for an e-mail address/)).toBeVisible();
  await search.fill(OWNER.email);
  await expect(found).toHaveText([new RegExp(sid)]);
  await state.getByText("Suspended").click();
  await expect(operator).toHaveURL(/state=SUSPENDED/);
  await expect(operator.getByText("No account fits")).toBeVisible();
  await expect(search).toHaveValue(OWNER.email);
  await operator.getByRole("link", { name: "Show all accounts" }).click();
  await expect(operator).toHaveURL(`${url}/operations/accounts`);
  await state.getByText("Active").click();
  await expect(found.filter({ hasText: sid })).toContainText("Active");
});
