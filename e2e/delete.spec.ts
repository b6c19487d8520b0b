import { call, settles } from "./support/calls.js";
import { createKey, findKey } from "./support/dashboard.js";
import { graphql } from "./support/graphql.js";
import { cutOff } from "./support/outages.js";
import { expect, test } from "./support/test.js";

test("a deleted pair is refused", async ({ owner, installation }) => {
  const pair = await createKey(owner, "Short-lived");
  await settles(() => call(installation.proxy, pair), 200);
  await deleteKey(owner, "Short-lived");
  const { answer } = await settles(() => call(installation.proxy, pair), 401);
  expect(answer.headers.get("www-authenticate")).toMatch(/^Basic realm=".+", charset="UTF-8"$/);
  expect((await call(installation.nginx, pair)).status).toBe(401);
});

test("Enter disables a key whose use is not known, and the dialog says that it is not", async ({ owner }) => {
  await createKey(owner, "Perhaps in use");
  const restore = await cutOff(owner, "LastDay");
  // Who clicks twice has the dialog open all the same.
  await owner.getByRole("button", { name: "Delete key" }).dblclick();
  const dialog = owner.getByRole("dialog");
  await expect(dialog.getByRole("alert")).toContainText("The server could not be reached.");
  await dialog.getByLabel("Type the key's name").fill("Another");
  await dialog.getByLabel("Type the key's name").press("Enter");
  await expect(dialog.getByText("This is not the key's name.")).toBeVisible();
  await dialog.getByLabel("Type the key's name").fill("Perhaps in use");
  await dialog.getByLabel("Type the key's name").press("Enter");
  await expect(owner.getByText("Key disabled.")).toBeVisible();
  await expect(owner.getByRole("heading", { level: 1, name: "Perhaps in use" })).toBeVisible();

  await owner.getByRole("button", { name: "Enable key" }).click();
  await expect(owner.getByText("Key enabled.")).toBeVisible();
  await owner.getByRole("button", { name: "Delete key" }).click();
  await restore();
  await dialog.getByRole("button", { name: "Retry" }).click();
  await expect(dialog.getByText("This key was never used.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Disable key" })).toHaveCount(0);
});

test("a key is deleted by its name as it is seen, whatever else was pasted with it", async ({
  owner,
  installation: { url },
}) => {
  const make =
    'mutation { createApiKey(input: { name: "Bu\\u0308ro \\u200B  Nord" }) { apiKey { id } errors { code } } }';
  const { data } = await graphql(owner, make);
  await owner.goto(`${url}/keys/${data.createApiKey.apiKey.id}`);
  await deleteKey(owner, "Büro Nord");
});

test("without the default pair the dashboard still works", async ({ owner, installation }) => {
  await findKey(owner, "Default");
  await deleteKey(owner, "Default");
  await owner.reload();
  await expect(owner.getByRole("heading", { level: 1 })).toBeVisible();
  const pair = await createKey(owner, "After the default one");
  await settles(() => call(installation.proxy, pair), 200);
});

async function deleteKey(page: import("@playwright/test").Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Delete key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Type the key's name").fill(name);
  await dialog.getByRole("button", { name: "Delete this key" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Keys" })).toBeVisible();
}
