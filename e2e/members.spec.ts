import type { Page } from "@playwright/test";
import { beyond, violations } from "./support/accessibility.js";
import { createKey } from "./support/dashboard.js";
import { graphql } from "./support/graphql.js";
import { mailTo } from "./support/mails.js";
import { loseAnswer } from "./support/outages.js";
import { expect, signIn, test } from "./support/test.js";

const ASHA = { name: "Asha", email: "asha@example.com", password: "a staple of another kind" };

const settings = async (page: Page, url: string) => {
  await page.goto(`${url}/settings/members`);
  await expect(page.getByRole("table", { name: "Members" })).toBeVisible();
};

async function invite(owner: Page, role: string): Promise<void> {
  await owner.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = owner.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(ASHA.email);
  await dialog.getByRole("radio", { name: role }).check();
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await expect(owner.getByRole("table", { name: "Invitations" }).getByText(ASHA.email)).toBeVisible();
}

async function linkIn(outbox: string, role: string): Promise<string> {
  const mail = await mailTo(outbox, ASHA.email, "/invite/", role);
  return /http\S+\/invite\/[\w-]+/.exec(mail)?.[0] ?? "";
}

test("an owner invites somebody, who joins, gets another role, loses it on an open page, is removed, comes back, and leaves", async ({
  owner,
  browser,
  installation: { url, outbox },
}) => {
  test.slow();
  await settings(owner, url);
  await owner.getByRole("button", { name: "Invite somebody" }).click();
  await owner.getByRole("dialog").getByLabel("E-mail").fill("asha@");
  await owner.getByRole("button", { name: "Send the invitation" }).click();
  await expect(owner.getByRole("dialog").getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
  await owner.getByRole("button", { name: "Cancel" }).click();
  await invite(owner, "Viewer");
  await owner.setViewportSize({ width: 768, height: 900 });
  const cells = owner.getByRole("table", { name: "Invitations" }).getByRole("cell");
  await expect(cells.first()).toBeVisible();
  const spilt = await cells.evaluateAll(
    (all) => all.filter((cell) => cell.scrollWidth > cell.clientWidth).length,
  );
  expect(spilt, "cells with more than they have room for").toBe(0);
  await owner.setViewportSize({ width: 1280, height: 900 });

  const asha = await (await browser.newContext()).newPage();
  const link = await linkIn(outbox, "viewer");
  await asha.goto(link);
  await expect(asha.getByRole("heading", { level: 1, name: /^Join / })).toBeVisible();
  for (const [width, colorScheme] of [
    [360, "dark"],
    [1280, "light"],
  ] as const) {
    await asha.setViewportSize({ width, height: 900 });
    await asha.emulateMedia({ colorScheme });
    expect(await violations(asha), `${width} px, ${colorScheme}`).toEqual([]);
    expect(await beyond(asha), `${width} px`).toBeLessThanOrEqual(0);
  }
  const join = asha.getByRole("button", { name: /^Join / });
  await join.click();
  await expect(asha.getByText("Give your name")).toBeVisible();
  await asha.getByLabel("Your name").fill(ASHA.name);
  await asha.getByLabel("New password").fill(ASHA.password);
  await join.click();
  await expect(asha.getByRole("navigation", { name: "Main" })).toBeVisible();
  await asha.goto(`${url}/keys/new`);
  await expect(asha.getByText(/Your role can read this/)).toBeVisible();
  await asha.goto(link);
  await expect(
    asha.getByRole("heading", { level: 1, name: "This invitation no longer works" }),
  ).toBeVisible();

  // The list is of before she came; why she can't be invited again outlasts it.
  await owner.getByRole("button", { name: `Send again: ${ASHA.email}` }).click();
  await expect(owner.getByRole("table", { name: "Invitations" })).toHaveCount(0);
  // Not the one that says for some seconds that the invitation was sent.
  await expect(owner.getByRole("main").getByRole("alert")).toContainText("member");
  await settings(owner, url);
  await expect(owner.getByRole("table", { name: "Invitations" })).toHaveCount(0);
  await owner.getByRole("button", { name: `Change role: ${ASHA.name}` }).click();
  await owner.getByRole("dialog").getByRole("radio", { name: "Developer" }).check();
  await owner.getByRole("button", { name: "Save the role" }).click();
  await expect(owner.getByRole("row", { name: ASHA.name }).getByText("Developer")).toBeVisible();
  await asha.goto(`${url}/keys/new`);
  await asha.getByLabel("Name", { exact: true }).fill("Too late");

  await owner.getByRole("button", { name: `Change role: ${ASHA.name}` }).click();
  await owner.getByRole("dialog").getByRole("radio", { name: "Viewer" }).check();
  await loseAnswer(owner, "SetMemberRole");
  await owner.getByRole("button", { name: "Save the role" }).click();
  await expect(owner.getByRole("dialog").getByRole("alert")).toContainText(
    "It is not known whether this was done",
  );
  // Behind the dialog, which hides the page from screen readers.
  await expect(owner.locator("tr").filter({ hasText: ASHA.email })).toContainText("Viewer");
  await owner.getByRole("button", { name: "Save the role" }).click();
  await expect(owner.getByRole("dialog")).toHaveCount(0);
  await expect(owner.getByRole("row", { name: ASHA.name }).getByText("Viewer")).toBeVisible();
  await asha.getByRole("button", { name: "Create key" }).click();
  await expect(asha.getByText(/Your role can read this/)).toBeVisible();
  await expect(asha.getByRole("button", { name: "Create key" })).toHaveCount(0);

  await asha.goto(`${url}/limits`);
  await expect(asha.getByRole("table", { name: "Throttle limits" })).toBeVisible();
  await owner.getByRole("button", { name: `Remove: ${ASHA.name}` }).click();
  const remove = owner.getByRole("dialog").getByRole("button", { name: "Remove", exact: true });
  await loseAnswer(owner, "RemoveMember");
  await remove.click();
  // Behind the dialog, which hides the page from screen readers.
  await expect(owner.locator("tr").filter({ hasText: ASHA.email })).toHaveCount(0);
  await remove.click();
  await expect(owner.getByRole("row", { name: ASHA.name })).toHaveCount(0);
  const known = owner.getByRole("link", { name: "See the keys whose token they may know" });
  await expect(known).toHaveAttribute("href", /knownTo=usr_/);
  // Her page is open, and follows by itself.
  await expect(asha.getByText("You belong to no account").first()).toBeVisible({ timeout: 20_000 });

  await invite(owner, "Developer");
  await asha.goto(await linkIn(outbox, "developer"));
  await join.click();
  await expect(asha.getByRole("link", { name: "Keys" }).first()).toBeVisible();
  await settings(asha, url);
  await expect(asha.getByRole("button", { name: /^(Remove|Change role): / })).toHaveCount(0);
  await asha.getByRole("button", { name: "Leave", exact: true }).click();
  await asha.getByRole("dialog").getByRole("button", { name: "Leave the account" }).click();
  await expect(asha.getByRole("table", { name: "Members" })).toHaveCount(0);
  await asha.goto(`${url}/keys`);
  await expect(asha.getByText("You belong to no account").first()).toBeVisible();
  await asha.close();
});

test("who is in two accounts is led to the one that a link belongs to; who leaves one, leaves a list of the keys that they know", async ({
  owner,
  browser,
  installation: { url, outbox, command },
}) => {
  const BEA = { name: "B".repeat(64), email: "bea@example.com", password: "a staple of a third kind" };
  await graphql(
    owner,
    `mutation ($email: String!) { inviteMember(input: {email: $email, role: DEVELOPER}) { errors { code } } }`,
    { email: BEA.email },
  );
  const mail = await mailTo(outbox, BEA.email, "/invite/");
  const token = /\/invite\/([\w-]+)/.exec(mail)?.[1];
  const context = await browser.newContext();
  const bea = await context.newPage();
  await bea.request.post(`${url}/api/invitations/accept`, {
    data: { token, name: BEA.name, password: BEA.password },
    headers: { origin: url },
  });
  await command("account", "create", "parcels", BEA.email, "Acme Parcels");
  await signIn(bea, url, BEA);
  const account = bea.getByRole("combobox", { name: "Account" });
  await account.selectOption({ label: "Demo" });
  await expect(bea).toHaveTitle("Keys – Demo – Latchkey");
  await createKey(bea, "Nightly export");
  const address = bea.url();
  await bea.goto(`${url}/keys/new`);
  await bea.getByLabel("Name", { exact: true }).fill("Not to be lost");
  await account.selectOption({ label: "Acme Parcels" });
  await bea.getByRole("dialog").getByRole("button", { name: "Stay" }).click();
  await expect(bea.getByLabel("Name", { exact: true })).toHaveValue("Not to be lost");
  bea.once("dialog", (asked) => asked.accept());
  await bea.reload();
  await expect(bea).toHaveTitle("New key – Demo – Latchkey");
  const asked = await graphql(
    bea,
    `mutation { requestThrottleLimit(input: {accountSid: "demo", api: "users", limit: 90, reason: "More users."}) { throttleRequest { id } } }`,
  );
  const { id } = asked.data.requestThrottleLimit.throttleRequest;
  await account.selectOption({ label: "Acme Parcels" });
  await expect(bea).toHaveTitle(/ – Acme Parcels – Latchkey$/);
  for (const [link, there] of [
    [`${address}/network`, "Nightly export"],
    [`${url}/limits/requests/${id}`, /^User management: /],
  ] as const) {
    await bea.goto(link);
    await expect(bea.getByText("This is in your account Demo")).toBeVisible();
    expect(await violations(bea)).toEqual([]);
    await bea.getByRole("link", { name: "Open it in Demo" }).click();
    await expect(bea.getByRole("heading", { level: 1, name: there })).toBeVisible();
    await expect(account).toHaveValue("demo");
    await account.selectOption({ label: "Acme Parcels" });
    await expect(bea).toHaveTitle(/ – Acme Parcels – Latchkey$/);
  }

  await owner.setViewportSize({ width: 360, height: 740 });
  await settings(owner, url);
  await owner.getByRole("button", { name: `Remove: ${BEA.name}` }).click();
  const dialog = owner.getByRole("dialog");
  const title = dialog.getByRole("heading");
  expect(await title.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  const opened = owner.waitForEvent("popup");
  await dialog.getByRole("link", { name: "those whose token they may know" }).click();
  const list = await opened;
  await expect(list.getByRole("rowheader")).toHaveCount(1);
  await expect(list.getByRole("rowheader", { name: "Nightly export" })).toBeVisible();
  await expect(list.getByRole("checkbox", { name: `Known to ${BEA.name}` })).toBeChecked();
  expect(await beyond(list)).toBeLessThanOrEqual(0);
  expect(await violations(list)).toEqual([]);
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(owner.getByRole("row", { name: BEA.name })).toHaveCount(0);
  await list.reload();
  await expect(list.getByRole("rowheader", { name: "Nightly export" })).toBeVisible();
  await list.getByText("Known to somebody who has left").click();
  await expect(list).toHaveURL(`${url}/keys`);
  await context.close();
});

test("the last owner stays one, and is told why", async ({ owner, installation: { url } }) => {
  await settings(owner, url);
  await owner.getByRole("button", { name: /^Change role: / }).click();
  const dialog = owner.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Viewer" }).check();
  await dialog.getByRole("button", { name: "Save the role" }).click();
  await expect(dialog.getByText("This is the account's last owner.")).toBeVisible();
});

test("somebody takes another name, which the list of members has", async ({
  owner,
  installation: { url },
}) => {
  await owner.goto(`${url}/settings`);
  const settings = owner.getByRole("navigation", { name: "Settings" });
  const field = owner.getByRole("textbox", { name: "Name", exact: true });
  const before = await field.inputValue();
  for (const name of ["Priya Nair", before]) {
    await field.fill(name);
    await owner.getByRole("button", { name: "Save the name" }).click();
    await expect(owner.getByText(`You are called ${name} from now on.`)).toBeVisible();
    await settings.getByRole("link", { name: "Members" }).click();
    // The role may have the same word.
    const names = owner.getByRole("table", { name: "Members" }).getByRole("strong");
    await expect(names.filter({ hasText: name })).toBeVisible();
    await owner.goBack();
  }
});

test("an owner gives the account another name, and its sid stays", async ({
  owner,
  installation: { url },
}) => {
  await owner.goto(`${url}/settings`);
  const field = owner.getByRole("textbox", { name: "Name of the account" });
  const rename = owner.getByRole("button", { name: "Rename the account" });
  const before = await field.inputValue();
  await field.fill(" ");
  await rename.click();
  await expect(owner.getByText("Give the account a name.")).toBeVisible();
  await expect(owner.getByText("Sid in API paths, which stays")).toBeVisible();
  for (const name of ["Acme Parcels Ltd", before]) {
    await field.fill(name);
    await rename.click();
    await expect(owner).toHaveTitle(`Profile – ${name} – Latchkey`);
    await expect(owner.getByText("demo", { exact: true }).first()).toBeVisible();
  }
});

test("each part of Settings has an address, a title and a heading, which the back button goes by", async ({
  owner,
  installation: { url },
}) => {
  await owner.goto(`${url}/settings`);
  const tabs = owner.getByRole("navigation", { name: "Settings" });
  const heading = (name: string) => owner.getByRole("heading", { level: 1, name });
  await expect(heading("Profile")).toBeVisible();
  for (const name of ["Security", "Members", "Notifications"]) {
    await tabs.getByRole("link", { name }).click();
    await expect(heading(name)).toBeFocused();
    await expect(owner).toHaveURL(`${url}/settings/${name.toLowerCase()}`);
    await expect(owner).toHaveTitle(new RegExp(`^${name} – .+ – Latchkey$`));
    await expect(tabs.getByRole("link", { name })).toHaveAttribute("aria-current", "page");
  }
  await owner.goBack();
  await expect(heading("Members")).toBeVisible();
  await owner.reload();
  await expect(heading("Members")).toBeVisible();
});
