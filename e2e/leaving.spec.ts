import type { Page } from "@playwright/test";
import { copyShownPair, createKey, goTo } from "./support/dashboard.js";
import { holdAnswers } from "./support/outages.js";
import { expect, test } from "./support/test.js";

const question = (page: Page) => page.getByRole("dialog", { name: "Leave without creating the key?" });

/** A form in which something was typed, two pages into the dashboard. */
async function typeAfterTwoPages(page: Page, url: string): Promise<void> {
  const navigation = page.getByRole("navigation", { name: "Main" });
  await page.goto(`${url}/activity`);
  await navigation.getByRole("link", { name: "Limits" }).click();
  await navigation.getByRole("link", { name: "Keys" }).click();
  await page.getByRole("link", { name: "New key" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("Not to be lost");
}

/** The browser's own button, which does not wait for the page. */
const go = (page: Page, steps: number) => page.evaluate((by) => history.go(by), steps);

test("who goes back and, while it is asked, forward again has left nothing", async ({
  owner,
  installation: { url },
}) => {
  await typeAfterTwoPages(owner, url);
  const name = owner.getByLabel("Name", { exact: true });
  await go(owner, -1);
  await expect(question(owner)).toBeVisible();
  await go(owner, 1);
  await expect(question(owner)).toHaveCount(0);
  await expect(owner).toHaveURL(`${url}/keys/new`);
  await expect(name).toHaveValue("Not to be lost");

  // Asked again it is one question, and where one stays the address is that of the page.
  await go(owner, -1);
  await expect(question(owner)).toBeVisible();
  await go(owner, -1);
  await owner.waitForTimeout(100);
  await question(owner).getByRole("button", { name: "Stay" }).click();
  await expect(question(owner)).toHaveCount(0);
  await expect(owner).toHaveURL(`${url}/keys/new`);
  await go(owner, -1);
  await question(owner).getByRole("button", { name: "Leave" }).click();
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Keys");
  await expect(owner).toHaveURL(`${url}/keys`);
});

test("the way past the navigation leads out of no form", async ({ owner, installation: { url } }) => {
  await typeAfterTwoPages(owner, url);
  await owner.getByRole("link", { name: "Skip to the content" }).focus();
  await owner.keyboard.press("Enter");
  await expect(owner).toHaveURL(`${url}/keys/new#main`);
  await owner.waitForTimeout(100);
  await expect(question(owner)).toHaveCount(0);
  await expect(owner.getByLabel("Name", { exact: true })).toHaveValue("Not to be lost");
  await owner.getByRole("link", { name: "Cancel" }).click();
  await question(owner).getByRole("button", { name: "Leave" }).click();
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Keys");
});

test("a key that is made while it is asked stays on its page, with its token", async ({
  owner,
  installation: { url },
}) => {
  await typeAfterTwoPages(owner, url);
  const answer = await holdAnswers(owner);
  await owner.getByRole("button", { name: "Create key" }).click();
  await go(owner, -1);
  await expect(question(owner)).toBeVisible();
  answer();
  await expect(owner.getByRole("heading", { name: "Copy the token now" })).toBeVisible();
  await expect(question(owner)).toHaveCount(0);
  await expect(owner).toHaveURL(`${url}/keys/new`);
  await copyShownPair(owner);
  await expect(owner.getByRole("heading", { level: 1, name: "Not to be lost" })).toBeVisible();
});

test("a request that is sent while it is asked leads to its page, and to its address", async ({
  owner,
  installation: { url },
}) => {
  await owner.goto(`${url}/limits`);
  await owner.getByRole("link", { name: "Request a change: WhatsApp" }).click();
  await owner.getByLabel("New limit").fill("900");
  await owner.getByLabel("Reason").fill("Asked in haste.");
  const answer = await holdAnswers(owner);
  await owner.getByRole("button", { name: "Send the request" }).click();
  await go(owner, -1);
  await expect(owner.getByRole("dialog", { name: "Leave without asking?" })).toBeVisible();
  answer();
  await expect(owner.getByRole("heading", { level: 1 })).toContainText("WhatsApp: ");
  await owner.waitForTimeout(200);
  await expect(owner).toHaveURL(/\/limits\/requests\//);
  await owner.getByRole("button", { name: "Withdraw request" }).click();
  await owner.getByRole("dialog").getByRole("button", { name: "Withdraw", exact: true }).click();
  await expect(owner.getByText("Request withdrawn.")).toBeVisible();
});

test("a page that waits for a new token is not left by accident", async ({ owner }) => {
  await createKey(owner, "Waited for");
  const page = owner.url();
  await owner.getByRole("button", { name: "Regenerate token" }).click();
  const answer = await holdAnswers(owner);
  await owner.getByRole("dialog").getByRole("button", { name: "Regenerate", exact: true }).click();
  await go(owner, -1);
  const asked = owner.getByRole("dialog", { name: "Leave before the token is there?" });
  await expect(asked.getByRole("button", { name: "Stay" })).toBeFocused();
  await asked.getByRole("button", { name: "Stay" }).click();
  answer();
  await copyShownPair(owner);
  await expect(owner).toHaveURL(page);
});

test("who has gone elsewhere while a key was deleted is not led away from there", async ({ owner }) => {
  await createKey(owner, "Deleted behind one");
  await goTo(owner, "Limits");
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Limits");
  await go(owner, -1);
  await owner.getByRole("button", { name: "Delete key" }).click();
  const dialog = owner.getByRole("dialog");
  await dialog.getByLabel("Type the key's name").fill("Deleted behind one");
  await expect(dialog.getByText("Looking whether this key is used…")).toHaveCount(0);
  const answer = await holdAnswers(owner);
  await dialog.getByRole("button", { name: "Delete this key" }).click();
  await go(owner, 1);
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Limits");
  answer();
  await expect(owner.getByText("“Deleted behind one” is deleted.")).toBeVisible();
  await owner.waitForTimeout(200);
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Limits");
});

test("a name that is typed in the settings is not left by accident", async ({
  owner,
  installation: { url },
}) => {
  await owner.goto(`${url}/settings`);
  const asked = owner.getByRole("dialog", { name: "Leave without saving?" });
  const limits = owner.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Limits" });
  for (const label of ["Name", "Name of the account"]) {
    const name = owner.getByLabel(label, { exact: true });
    const before = await name.inputValue();
    await name.fill("Typed and not saved");
    await limits.click();
    await asked.getByRole("button", { name: "Stay" }).click();
    await expect(name).toHaveValue("Typed and not saved");
    await name.fill(`${before} `);
  }
  const name = owner.getByLabel("Name", { exact: true });
  const before = await name.inputValue();
  const save = async (saved: string) => {
    await name.fill(saved);
    await owner.getByRole("button", { name: "Save the name" }).click();
    await expect(owner.getByText(`You are called ${saved} from now on.`)).toBeVisible();
  };
  await save("Saved");
  await expect(owner.getByRole("complementary").getByText("Saved", { exact: true })).toBeVisible();
  // Nobody is asked about a name that is saved and still to be read anew.
  const answer = await holdAnswers(owner, "Viewer");
  await save(before);
  await limits.click();
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Limits");
  answer();
});

test("a note that waits for its address is not left by accident, nor when the list is saved", async ({
  owner,
}) => {
  await createKey(owner, "Noted");
  await owner.getByRole("tab", { name: "Network" }).click();
  await owner.getByRole("radio", { name: "Only listed addresses" }).check();
  await owner.getByLabel("Address or range").fill("203.0.113.0/24");
  await owner.getByRole("button", { name: "Add", exact: true }).click();
  await owner.getByRole("button", { name: "Save network" }).click();
  await expect(owner.getByRole("button", { name: "Save network" })).toHaveCount(0);

  const note = owner.getByRole("textbox", { name: "Note", exact: true });
  await note.fill("The new office");
  await owner.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Limits" }).click();
  await owner
    .getByRole("dialog", { name: "Leave without saving?" })
    .getByRole("button", { name: "Stay" })
    .click();
  await owner.getByRole("button", { name: "Use my address" }).click();
  await owner.getByRole("button", { name: "Save network" }).click();
  await expect(owner.getByText("What is typed here is not on the list yet.")).toBeVisible();
  await expect(note).toHaveValue("The new office");
  await owner.getByLabel("Address or range").fill("198.51.100.0/24");
  await owner.getByRole("button", { name: "Add", exact: true }).click();
  await expect(note).toHaveValue("");
  await owner.getByRole("button", { name: "Save network" }).click();
  await expect(owner.getByRole("button", { name: "Save network" })).toHaveCount(0);
  await owner.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Limits" }).click();
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Limits");
});
