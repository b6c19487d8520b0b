import { expect, type Page } from "@playwright/test";
import type { Pair } from "./calls.js";

/** Makes a key as its owner does, and copies the pair from where it is shown once. Leaves the page of the key open. */
export async function createKey(page: Page, name: string): Promise<Pair> {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Keys" }).click();
  await page.getByRole("link", { name: "New key" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create key" }).click();
  const pair = await copyShownPair(page);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return pair;
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
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Keys" }).click();
  await page.getByRole("link", { name, exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}
