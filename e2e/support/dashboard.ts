import { expect, type Page } from "@playwright/test";
import type { Pair } from "./calls.js";

/** Opens a page by the navigation. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();
}

/** The id of the key, or whatever else, whose page is open. */
export function openId(page: Page): string {
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Makes a key as its owner does, and copies the pair from where it is shown once. Leaves the page of the key open. */
export async function createKey(page: Page, name: string): Promise<Pair> {
  await goTo(page, "Keys");
  await page.getByRole("link", { name: "New key" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create key" }).click();
  const pair = await copyShownPair(page);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return pair;
}

/** Regenerates the token of the open key, with the usual grace period. */
export async function regenerate(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Regenerate token" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Regenerate", exact: true }).click();
}

/** Copies the pair, by the buttons, where it is shown once under its own heading, then goes on. */
export async function copyShownPair(page: Page): Promise<Pair> {
  await expect(page.getByRole("heading", { name: "Copy the token now" })).toBeVisible();
  return copyPair(page);
}

/** The same wherever it is shown. */
export async function copyPair(page: Page): Promise<Pair> {
  const pair = { key: await copied(page, "Copy key"), token: await copied(page, "Copy token") };
  await expect(page.getByTestId("shown-key")).toHaveText(pair.key);
  await expect(page.getByTestId("shown-token")).toHaveText(pair.token);
  await page.getByRole("button", { name: "I have copied it" }).click();
  return pair;
}

/** What the clipboard holds after this button was pressed. */
async function copied(page: Page, button: string): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await page.getByRole("button", { name: button, exact: true }).last().click();
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).not.toBe("");
  return read();
}

/** Chooses a key in the palette. */
export async function findKey(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Control+K");
  await page.getByRole("dialog").getByRole("combobox").fill(name);
  await page.getByRole("option", { name }).click();
}

export async function openKey(page: Page, name: string): Promise<void> {
  await goTo(page, "Keys");
  await page.getByRole("link", { name, exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}
