import type { Page } from "@playwright/test";
import { createKey } from "./support/dashboard.js";
import { expect, test } from "./support/test.js";

/** From the next page on, this browser's person is a viewer of the account. The server still knows better. */
async function becomeViewer(page: Page): Promise<void> {
  await page.route("**/graphql", async (route) => {
    if (route.request().postDataJSON()?.operationName !== "Viewer") return route.fallback();
    const response = await route.fetch();
    const text = await response.text();
    await route.fulfill({ response, body: text.replaceAll('"viewerRole":"OWNER"', '"viewerRole":"VIEWER"') });
  });
}

test("who may only read learns on every page which role is needed and who has it", async ({
  owner,
  installation,
}) => {
  await createKey(owner, "For reading");
  const page = owner.url();
  await becomeViewer(owner);
  await owner.goto(`${installation.url}/keys/new`);
  const whoMay = owner.getByText(/one must be an owner, an admin or a developer of the account: ask /);
  await expect(whoMay).toBeVisible();
  await expect(owner.getByLabel("Name", { exact: true })).toHaveCount(0);
  for (const tab of ["permissions", "network", "details"]) {
    await owner.goto(`${page}/${tab}`);
    await expect(whoMay, tab).toBeVisible();
  }
  await owner.goto(page);
  await expect(whoMay).toBeVisible();
  await expect(owner.getByText(/To delete keys, one must be an owner or an admin/)).toBeVisible();
  await expect(owner.getByRole("button", { name: "Copy as GraphQL" })).toHaveCount(0);
});
