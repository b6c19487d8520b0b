import { expect, type Locator, type Page, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { beyond, violations } from "./support/accessibility.js";
import { type Installation, OPERATOR, startInstallation } from "./support/installation.js";
import { mailTo } from "./support/mails.js";

/** One of its own: the others share an operator who signs in by the password alone. */
let installation: Installation;
test.beforeAll(async () => {
  installation = await startInstallation({ OPERATOR_SECOND_FACTOR: "required" });
});
test.afterAll(() => installation.stop());

const press = (page: Page, button: string) => page.getByRole("button", { name: button, exact: true }).click();

async function typePassword(page: Page, password = OPERATOR.password): Promise<void> {
  await page.goto(installation.url);
  await page.getByLabel("E-mail").fill(OPERATOR.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await press(page, "Sign in");
}

async function signOut(page: Page): Promise<void> {
  await page.goto(`${installation.url}/settings`);
  await page.getByRole("main").getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
}

let looks = 0;
/** Waits for what is shown, and looks at the whole page: each time in the other theme, at the other width. */
async function see(page: Page, shown: Locator): Promise<void> {
  await expect(shown).toBeVisible();
  const [width, colorScheme] = looks++ % 2 === 0 ? ([360, "dark"] as const) : ([1280, "light"] as const);
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme });
  expect(await violations(page), `${width} px, ${colorScheme}`).toEqual([]);
  expect(await beyond(page), `${width} px`).toBeLessThanOrEqual(0);
}

test("an operator sets up the second factor that the server requires, and signs in with it", async ({
  page,
}) => {
  test.slow();
  const operations = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Operations" });
  await typePassword(page);
  await see(page, page.getByText("Set up a second factor to work as an operator").first());
  await expect(operations).toHaveCount(0);
  await page.goto(`${installation.url}/settings/security`);

  await press(page, "Set up");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Your password").fill("not the right one");
  await press(page, "Continue");
  await see(page, dialog.getByRole("alert"));
  await dialog.getByLabel("Your password").fill(OPERATOR.password);
  await press(page, "Continue");
  await see(page, page.getByRole("img", { name: /QR code/ }));
  const text = (await page.getByTestId("shown-secret").textContent()) ?? "";
  const secret = text.replaceAll(/\s/g, "");
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  const size = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 600 });
  const typed = page.getByLabel("Code", { exact: true });
  await typed.fill("000000");
  // At the lower edge, as whoever scrolls no further than needed has it.
  await typed.evaluate((field) => field.scrollIntoView({ block: "end" }));
  await typed.press("Enter");
  await expect(page.getByText("This code is not right")).toBeInViewport({ ratio: 1 });
  if (size) await page.setViewportSize(size);
  await page.getByLabel("Code", { exact: true }).fill(app.generate());
  await press(page, "Turn on");
  const list = page.getByRole("list", { name: "Recovery codes" });
  await see(page, list);
  const codes = await list.getByRole("listitem").allTextContents();
  expect(new Set(codes).size).toBe(10);
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  for (const kept of [secret, ...codes]) expect(stored).not.toContain(kept);
  await press(page, "I have kept them");
  await expect(page.getByText("Signing in takes your password and a code")).toBeVisible();
  await expect(operations).toBeVisible();

  await signOut(page);
  await typePassword(page);
  const code = page.getByLabel("Code", { exact: true });
  await see(page, code);
  await expect(code).toBeFocused();
  await press(page, "Use a recovery code instead");
  await page.getByLabel("Recovery code").fill("aaaaa-bbbbb");
  await press(page, "Verify");
  await expect(page.getByText("This recovery code is not right, or it was used before.")).toBeVisible();
  await page.getByLabel("Recovery code").fill(codes[3] ?? "");
  await press(page, "Verify");
  await expect(page.getByRole("heading", { level: 1, name: "Requests" })).toBeVisible();

  await signOut(page);
  await typePassword(page);
  await press(page, "Start again");
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  await page.getByLabel("Password", { exact: true }).fill(OPERATOR.password);
  await press(page, "Sign in");
  // The present one was used up above.
  const next = app.generate({ timestamp: Date.now() + 30_000 });
  await code.fill(` ${next.replace(/^.../, "$& ")} `);
  await press(page, "Verify");
  await expect(page.getByRole("heading", { level: 1, name: "Requests" })).toBeVisible();

  await page.goto(`${installation.url}/settings/security`);
  await press(page, "Turn off");
  await expect(dialog.getByText("You are an operator.")).toBeVisible();
  await dialog.getByLabel("Your password").fill(OPERATOR.password);
  await dialog.getByLabel("Code").fill("aaaaa-bbbbb");
  await dialog.getByRole("button", { name: "Turn off" }).click();
  await expect(dialog.getByText("This code is not right.")).toBeVisible();
  await dialog.getByLabel("Code").fill(codes[4] ?? "");
  await dialog.getByRole("button", { name: "Turn off" }).click();
  await expect(page.getByText("Your password alone signs you in.")).toBeVisible();
  await expect(operations).toHaveCount(0);
});

test("who has forgotten the password sets a new one by a mailed link, once, and changes it while signed in", async ({
  page,
  browser,
}) => {
  const wanted = "a staple of another kind";
  await page.goto(installation.url);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  // The page of before has a field of this name, too.
  await expect(page.getByRole("heading", { level: 1, name: "Forgot your password?" })).toBeVisible();
  await page.getByLabel("E-mail").fill(OPERATOR.email);
  await press(page, "Send the link");
  await see(page, page.getByRole("status").getByText("Look into your mails"));
  const mail = await mailTo(installation.outbox, OPERATOR.email, "/reset/");
  const [link = ""] = /http\S+\/reset\/\w+/.exec(mail) ?? [];

  await page.goto(link);
  await page.getByLabel("New password").fill("short");
  await press(page, "Set the password");
  await see(page, page.getByText("A password has at least 10 characters."));
  await page.getByLabel("New password").fill(wanted);
  await press(page, "Set the password");
  await see(page, page.getByRole("heading", { level: 1, name: "Your password is set" }));
  await page.getByRole("link", { name: "Sign in" }).click();
  await typePassword(page, wanted);
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();

  const other = await browser.newPage();
  await typePassword(other, wanted);
  await expect(other.getByRole("navigation", { name: "Main" })).toBeVisible();
  await page.goto(`${installation.url}/settings/security`);
  await page.getByRole("button", { name: /^End: / }).click();
  await see(page, page.getByRole("dialog", { name: /^End the session: / }));
  await press(page, "Cancel");
  await press(page, "End all others");
  await press(page, "End them");
  await expect(page.getByText("Your other sessions have ended.")).toBeVisible();
  await other.reload();
  await expect(other.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await typePassword(other, wanted);
  await expect(other.getByRole("navigation", { name: "Main" })).toBeVisible();

  await page.getByLabel("Current password").fill("not the right one");
  await page.getByLabel("New password").fill(OPERATOR.password);
  await press(page, "Change password");
  await expect(page.getByText("This is not your password.")).toBeVisible();
  await page.getByLabel("Current password").fill(wanted);
  await press(page, "Change password");
  await expect(page.getByText("Password changed. Your other sessions have ended.")).toBeVisible();
  await other.reload();
  await expect(other.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await other.close();
  await signOut(page);

  await page.goto(link);
  await page.getByLabel("New password").fill(OPERATOR.password);
  await press(page, "Set the password");
  await see(page, page.getByRole("heading", { level: 1, name: "This link no longer works" }));
});
