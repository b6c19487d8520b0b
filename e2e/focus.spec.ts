import type { Locator, Page } from "@playwright/test";
import { copyShownPair, createKey } from "./support/dashboard.js";
import { expect, test } from "./support/test.js";

async function press(button: Locator): Promise<void> {
  await button.focus();
  await button.press("Enter");
}

async function expectPlace(page: Page): Promise<void> {
  await expect(page.locator("body")).not.toBeFocused();
  await expect(page.locator(":focus")).toBeVisible();
}

test("whoever uses the keyboard keeps their place after each act on a key", async ({ owner }) => {
  await createKey(owner, "By keyboard");
  const heading = owner.getByRole("heading", { level: 1 });
  await press(owner.getByRole("button", { name: "Disable key" }));
  await expect(owner.getByText("Key disabled.")).toBeVisible();
  await expect(heading).toBeFocused();
  await press(owner.getByRole("button", { name: "Enable key" }));
  await expect(owner.getByText("Key enabled.")).toBeVisible();
  await expect(heading).toBeFocused();

  await press(owner.getByRole("button", { name: "Regenerate token" }));
  await press(owner.getByRole("dialog").getByRole("button", { name: "Regenerate", exact: true }));
  await copyShownPair(owner);
  await expectPlace(owner);
  await press(owner.getByRole("button", { name: "Delete the old token now" }));
  await press(owner.getByRole("dialog").getByRole("button", { name: "Delete old token" }));
  await expect(owner.getByRole("button", { name: "Delete the old token now" })).toHaveCount(0);
  await expectPlace(owner);
});

test("a field that is refused in a dialog is led to, not one below it", async ({ owner, installation }) => {
  await owner.goto(`${installation.url}/settings/security`);
  await owner.getByLabel("Current password").fill("not the right one");
  await owner.getByLabel("New password").fill("another that is new");
  await owner.getByRole("button", { name: "Change password" }).click();
  await expect(owner.getByLabel("Current password")).toBeFocused();
  await owner.getByRole("button", { name: "Set up" }).click();
  const password = owner.getByRole("dialog").getByLabel("Your password");
  await password.fill("not the right one either");
  await owner.getByRole("button", { name: "Continue" }).click();
  await expect(password).toHaveAttribute("aria-invalid", "true");
  await owner.waitForTimeout(200);
  await expect(password).toBeFocused();
});

test("who has gone on to another field is not taken back to the refused one", async ({
  operator,
  installation,
}) => {
  await operator.goto(`${installation.url}/operations/accounts`);
  await operator.getByRole("button", { name: "New account" }).click();
  const dialog = operator.getByRole("dialog", { name: "New account" });
  const name = dialog.getByLabel("Name");
  await name.evaluate((field) => {
    for (const button of document.querySelectorAll("button")) {
      if (button.textContent === "Create account") button.click();
    }
    field.focus();
  });
  await expect(dialog.getByText("Give a sid.")).toBeVisible();
  await operator.waitForTimeout(200);
  await expect(name).toBeFocused();
});

test("a click beside everything takes the focus away, and it stays away", async ({ owner, installation }) => {
  await owner.goto(`${installation.url}/keys`);
  await owner.getByRole("link", { name: "New key" }).first().focus();
  await owner.mouse.click(1, 1);
  await owner.evaluate(() => document.body.append(document.createElement("div")));
  await owner.waitForTimeout(600);
  await expect(owner.locator("body")).toBeFocused();
});

test("no field that the keyboard reaches lies behind what is still to be saved", async ({ owner }) => {
  await createKey(owner, "Above the bar");
  await owner.getByRole("tab", { name: "Permissions" }).click();
  await owner.setViewportSize({ width: 360, height: 740 });
  const bar = owner.getByRole("region", { name: "Unsaved changes" });
  await owner.getByRole("radio", { name: "All APIs" }).focus();
  await owner.keyboard.press("ArrowDown");
  await expect(bar).toContainText("Removes");
  const isCovered = () =>
    owner.evaluate(() => {
      const reached = document.activeElement?.getBoundingClientRect();
      const bar = document.querySelector("[aria-label='Unsaved changes']")?.getBoundingClientRect();
      return reached && bar && reached.bottom > bar.top && reached.top < bar.bottom;
    });
  const last = owner.getByRole("checkbox", { name: "Contact center" });
  for (let steps = 0; steps < 40 && !(await last.evaluate((box) => box.matches(":focus"))); steps++) {
    await owner.keyboard.press("Tab");
    await expect.poll(isCovered).toBe(false);
  }
  await expect(last).toBeFocused();

  // Nor where the bar comes over it.
  await owner.getByRole("button", { name: "Discard" }).click();
  await owner.getByRole("radio", { name: "All APIs" }).focus();
  await owner.getByRole("checkbox", { name: "Read by GraphQL" }).evaluate((box) => {
    box.focus();
    box.scrollIntoView({ block: "end" });
  });
  await owner.keyboard.press("Space");
  await expect(bar).toBeVisible();
  await expect.poll(isCovered).toBe(false);
});
