import { expect, type Page } from "@playwright/test";
import type { Pair } from "./calls.js";

/** Makes a key as its owner does, and copies the pair from where it is shown once. Leaves the page of the key open. */
export async function createKey(page: Page, name: string): Promise<Pair> {
  await page.getByRole("navigation").getByRole("link", { name: "Keys" }).click();
  await page.getByRole("link", { name: "New key" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create key" }).click();
  const pair = await copyShownPair(page);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return pair;
}

/** Reads the pair where it is shown once, then goes on. */
export async function copyShownPair(page: Page): Promise<Pair> {
  await expect(page.getByRole("heading", { name: "Copy the token now" })).toBeVisible();
  const key = ((await page.getByTestId("shown-key").textContent()) ?? "").trim();
  const token = ((await page.getByTestId("shown-token").textContent()) ?? "").trim();
  await page.getByRole("button", { name: "I have copied it" }).click();
  return { key, token };
}

export async function openKey(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: "Keys" }).click();
  await page.getByRole("link", { name, exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}
