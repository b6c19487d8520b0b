import { call, settles } from "./support/calls.js";
import { copyShownPair, createKey, regenerate } from "./support/dashboard.js";
import { expect, test } from "./support/test.js";

test("how long the old token works is chosen each time anew", async ({ owner }) => {
  await createKey(owner, "Chosen anew");
  await owner.getByRole("button", { name: "Regenerate token" }).click();
  const dialog = owner.getByRole("dialog");
  const grace = dialog.getByLabel("The present token works for another");
  await grace.selectOption("Not at all: it ends now");
  await expect(dialog.getByText("are denied from now on")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await owner.getByRole("button", { name: "Regenerate token" }).click();
  await expect(grace.locator("option:checked")).toHaveText("48 hours");
});

test("after regenerating both tokens work; the old one ends when its owner deletes it", async ({
  owner,
  installation,
}) => {
  const old = await createKey(owner, "Rotating");
  await settles(() => call(installation.proxy, old), 200);

  await regenerate(owner);
  const renewed = await copyShownPair(owner);
  expect(renewed.key).toBe(old.key);
  expect(renewed.token).not.toBe(old.token);
  await expect(owner.getByText("New token 0 %")).toBeVisible();
  await expect(owner.getByText("Old token 100 %")).toBeVisible();

  await settles(() => call(installation.proxy, renewed), 200);
  for (const base of [installation.proxy, installation.nginx]) {
    expect((await call(base, old)).status).toBe(200);
    expect((await call(base, renewed)).status).toBe(200);
  }

  const callers = owner.getByRole("table", { name: /that used the old token/ });
  await expect(callers.getByRole("row", { name: /127\.0\.0\.1/ })).toBeVisible();
  await owner.getByRole("link", { name: "All keys" }).click();
  const row = owner.getByRole("row").filter({ hasText: "Rotating" });
  await expect(row).toContainText(/Old token used .*, ends in/);
  await row.getByRole("link", { name: "Rotating" }).click();

  await owner.getByRole("button", { name: "Delete the old token now" }).click();
  await expect(owner.getByRole("dialog")).toContainText("last from 127.0.0.1 for voice.calls.list");
  await owner.getByRole("dialog").getByRole("button", { name: "Delete old token" }).click();
  await settles(() => call(installation.proxy, old), 401);
  for (const base of [installation.proxy, installation.nginx]) {
    expect((await call(base, old)).status).toBe(401);
    expect((await call(base, renewed)).status).toBe(200);
  }
});
