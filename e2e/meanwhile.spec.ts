import type { Page } from "@playwright/test";
import { graphql } from "./support/graphql.js";
import { expect, test } from "./support/test.js";

/** What another operator does while a form is open. */

/** Runs a mutation of one input, and expects it to be carried out. */
// biome-ignore lint/suspicious/noExplicitAny: each test asserts the shape that it asked for
async function act(page: Page, mutation: string, input: object, selection = ""): Promise<any> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { payload: ${mutation}(input: $input) { ${selection} errors { code message } } }`;
  const { data } = await graphql(page, document, { input });
  expect(data.payload.errors).toEqual([]);
  return data.payload;
}

async function grant(owner: Page, operator: Page, api: string, limit: number): Promise<void> {
  const input = { api, limit, reason: "For a grant." };
  const { throttleRequest } = await act(owner, "requestThrottleLimit", input, "throttleRequest { id }");
  await act(operator, "approveThrottleRequest", { id: throttleRequest.id });
}

test("no other grant is ended than the one that was looked at, and one that equals the default can be", async ({
  owner,
  operator,
  installation: { url, sid },
}) => {
  await grant(owner, operator, "whatsapp", 400);
  await operator.goto(`${url}/operations/accounts/${sid}`);
  await operator.getByRole("button", { name: "End grant: WhatsApp" }).click();
  const dialog = operator.getByRole("dialog");
  await expect(dialog).toContainText("In force now: 400 per minute.");
  const { data } = await graphql(operator, "{ apis { code defaultLimit } }");
  const { defaultLimit } = data.apis.find(({ code }: { code: string }) => code === "whatsapp");
  await grant(owner, operator, "whatsapp", defaultLimit);
  await dialog.getByRole("button", { name: "End grant" }).click();
  await expect(dialog.getByRole("alert")).toContainText(
    `Another grant is in force: ${defaultLimit} per minute for ever. Nothing of yours was saved.`,
  );
  await expect(dialog.getByRole("button", { name: "End grant" })).toBeDisabled();
  await dialog.getByRole("button", { name: "Cancel" }).click();

  const row = operator.getByRole("row").filter({ hasText: "WhatsApp" }).first();
  await expect(row).toContainText(`Granted; default ${defaultLimit}`);
  await row.getByRole("button", { name: "End grant: WhatsApp" }).click();
  await dialog.getByRole("button", { name: "End grant" }).click();
  await expect(operator.getByText("Grant ended: 400 per minute again.")).toBeVisible();
  await act(operator, "endThrottleGrant", { accountSid: sid, api: "whatsapp" });
});

test("a default is not set over another operator's, which is named; one that equals the catalogue's is seen and cleared", async ({
  operator,
  installation: { url },
}) => {
  const set = (limit: number | null) => act(operator, "setApiDefaultLimit", { api: "whatsapp", limit });
  await operator.goto(`${url}/operations/apis`);
  const row = operator.getByRole("row").filter({ hasText: "WhatsApp" });
  const change = row.getByRole("button", { name: "Change the default: WhatsApp" });
  await expect(row).toContainText("The catalogue");
  const { data } = await graphql(operator, "{ apis { code catalogueLimit } viewer { user { name email } } }");
  const { catalogueLimit } = data.apis.find(({ code }: { code: string }) => code === "whatsapp");
  const { name, email } = data.viewer.user;
  await change.click();
  const dialog = operator.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Default limit" }).fill("777");
  await set(catalogueLimit);
  await dialog.getByRole("button", { name: "Save default" }).click();
  await expect(dialog.getByRole("alert")).toContainText(
    `${name} (${email}) set ${catalogueLimit} per minute.`,
  );
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(row).toContainText(`${name} (${email}); the catalogue has ${catalogueLimit} per minute`);
  await change.click();
  await dialog.getByRole("button", { name: "Use the catalogue's again" }).click();
  await expect(row).toContainText("The catalogue");
  await expect(row).not.toContainText(name);
});

test("the rule is not set over another operator's, which is shown", async ({
  operator,
  installation: { url },
}) => {
  const rule = { enabled: false, upToTimesDefault: 2, peakShare: 0.8 };
  await act(operator, "setAutoApprovalRule", rule);
  await operator.goto(`${url}/operations/rule`);
  const times = operator.getByLabel("Approve up to so many times the API's default");
  await times.fill("5");
  await act(operator, "setAutoApprovalRule", { ...rule, upToTimesDefault: 3 });
  await operator.getByRole("button", { name: "Save rule" }).click();
  await expect(operator.getByRole("alert")).toContainText(
    "set another rule. Every request waits for an operator.",
  );
  await operator.getByRole("button", { name: "Show it" }).click();
  await expect(times).toHaveValue("3");
  await times.fill("2");
  for (const tries of [1, 2]) {
    await operator.getByRole("button", { name: "Save rule" }).click();
    await expect(operator.getByText("The rule is off.")).toHaveCount(tries);
  }
});

test("a dialog to suspend an account stays one, though the account is suspended meanwhile", async ({
  operator,
  installation: { url, sid },
}) => {
  let isSuspended = false;
  await operator.route("**/graphql", async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    if (answer.data?.account?.suspended === false) answer.data.account.suspended = isSuspended;
    await route.fulfill({ response, json: answer });
  });
  await operator.goto(`${url}/operations/accounts/${sid}`);
  await operator.getByRole("button", { name: "Suspend account" }).click();
  const dialog = operator.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Suspend", exact: true })).toBeVisible();
  isSuspended = true;
  await expect(operator.getByText("Resume account")).toBeAttached();
  await expect(dialog.getByRole("button", { name: "Suspend", exact: true })).toBeVisible();
  await expect(dialog).toContainText("From now on all its calls get 403");
  await operator.unrouteAll({ behavior: "ignoreErrors" });
});
