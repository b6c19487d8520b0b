import { violations } from "./support/accessibility.js";
import { createKey, goTo } from "./support/dashboard.js";
import { graphql } from "./support/graphql.js";
import { OPERATOR, OWNER } from "./support/installation.js";
import { holdAnswers } from "./support/outages.js";
import { expect, signIn, test } from "./support/test.js";

test("the account's owner signs in, and out again", async ({ page, installation }) => {
  await signIn(page, installation.url, OWNER);
  const { data } = await graphql(page, "{ account { hasRequests } }");
  const home = data.account.hasRequests ? "Keys" : "Get started";
  await expect(page.getByRole("heading", { level: 1, name: home })).toBeVisible();
  for (const [path, told] of [
    ["/keys/%", "Page not found"],
    ["/keys/a.b", "Key not found"],
  ] as const) {
    await page.goto(`${installation.url}${path}`);
    await expect(page.getByRole("heading", { level: 1, name: told })).toBeVisible();
  }
  await page
    .getByRole("complementary", { name: "Latchkey" })
    .getByRole("button", { name: "Sign out" })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await page.goto(`${installation.url}/keys`);
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
});

test("who has signed in is not asked again while the first page is on its way", async ({
  page,
  installation,
}) => {
  await page.goto(installation.url);
  await page.getByLabel("E-mail").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  const answer = await holdAnswers(page);
  const asked = page.waitForRequest("**/graphql");
  const button = page.getByRole("button", { name: "Sign in", disabled: false });
  await button.click();
  await asked;
  // At once: a moment later another page stands there.
  expect(await button.count()).toBe(0);
  answer();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
});

test("who goes back after somebody has signed out sees nothing of the account", async ({
  playwright,
  launchOptions,
  installation: { url },
}) => {
  // Otherwise tests run without the cache in which browsers keep a page as it was left.
  const ignoreDefaultArgs = ["--disable-back-forward-cache"];
  const browser = await playwright.chromium.launch({ ...launchOptions, ignoreDefaultArgs });
  const page = await browser.newPage();
  await signIn(page, url, OWNER);
  await createKey(page, "Left open");
  await page.goto(`${url}/keys`);
  await expect(page.getByRole("link", { name: "Left open" })).toBeVisible();
  await page.evaluate(() => window.addEventListener("pageshow", ({ persisted }) => console.info(persisted)));
  const broughtBack = page.waitForEvent("console", (message) => message.text() === "true");
  await page
    .getByRole("complementary", { name: "Latchkey" })
    .getByRole("button", { name: "Sign out" })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await page.evaluate(() => history.back());
  await broughtBack;
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Left open" })).toHaveCount(0);
  await browser.close();
});

test("a browser without JavaScript is told that it is needed, and not to wait", async ({
  browser,
  installation,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(installation.url);
  await expect(page.locator("noscript")).toBeVisible();
  await expect(page.getByText("Latchkey is loading …")).toBeHidden();
  await context.close();
});

test("a dashboard that is long on its way says so", async ({ page, installation }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/assets/index-*.js", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(installation.url, { waitUntil: "commit" });
  const loading = page.getByText("Latchkey is loading …");
  await expect(loading).toBeVisible();
  await expect(loading).toHaveCSS("opacity", "1");
  release();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await expect(loading).toHaveCount(0);
});

test("who can't be signed out is told so, and stays signed in; nobody is signed out by a tab of somebody else", async ({
  page,
  context,
  installation,
}) => {
  await signIn(page, installation.url, OWNER);
  await goTo(page, "Settings");
  const signOut = page.getByRole("main").getByRole("button", { name: "Sign out" });
  await page.route("**/api/auth/sign-out", (route) => route.abort());
  await signOut.click();
  await expect(page.getByRole("alert")).toContainText("You are still signed in");
  await page.unroute("**/api/auth/sign-out");
  await page.route("**/api/auth/sign-out", (route) => route.fulfill({ status: 500 }));
  await signOut.click();
  await expect(page.getByRole("alert")).toContainText("You are still signed in");
  await expect(page.getByRole("heading", { level: 1, name: "Profile" })).toBeVisible();
  await page.unroute("**/api/auth/sign-out");

  const other = await context.newPage();
  await other.goto(`${installation.url}/sign-in`);
  await other.getByLabel("E-mail").fill(OPERATOR.email);
  await other.getByLabel("Password", { exact: true }).fill(OPERATOR.password);
  await other.getByRole("button", { name: "Sign in" }).click();
  const requests = other.getByRole("heading", { level: 1, name: "Requests" });
  await expect(requests).toBeVisible();
  await signOut.click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await other.reload();
  await expect(requests).toBeVisible();
});

test("who would lose what was typed is asked before they are signed out, and stays signed in where they stay", async ({
  page,
  installation,
}) => {
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await signIn(page, installation.url, OWNER);
  await page.goto(`${installation.url}/keys/new`);
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("Not to be lost");
  const signOut = page
    .getByRole("complementary", { name: "Latchkey" })
    .getByRole("button", { name: "Sign out" });
  await signOut.click();
  const dialog = page.getByRole("dialog", { name: "Leave without creating the key?" });
  await dialog.getByRole("button", { name: "Stay" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(name).toHaveValue("Not to be lost");
  expect((await graphql(page, "{ viewer { user { email } } }")).data.viewer.user.email).toBe(OWNER.email);

  // From the drawer, too, above which the question stands.
  await page.setViewportSize({ width: 360, height: 800 });
  await page.getByRole("button", { name: "Open navigation" }).click();
  const drawer = page.getByRole("dialog", { name: "Navigation" });
  await drawer.getByRole("button", { name: "Sign out" }).click();
  await expect(dialog).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Stay" }).click();
  await drawer.getByRole("button", { name: "Close navigation" }).click();
  await page.setViewportSize({ width: 1280, height: 900 });

  // Where the session can't be ended, nothing is lost either.
  await page.route("**/api/auth/sign-out", (route) => route.abort(), { times: 1 });
  await signOut.click();
  await dialog.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("alert")).toContainText("You are still signed in");
  await expect(name).toHaveValue("Not to be lost");
  await signOut.click();
  await dialog.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  expect(asked).toEqual([]);
});

test("the navigation, with the way out, is not covered by what says that something was done", async ({
  owner,
}) => {
  await createKey(owner, "Beside the way out");
  await owner.getByRole("button", { name: "Disable key" }).click();
  const done = owner.getByRole("alert").filter({ hasText: "Key disabled." });
  await expect(done).toBeVisible();
  const side = await owner.getByRole("complementary", { name: "Latchkey" }).boundingBox();
  await expect.poll(async () => (await done.boundingBox())?.x).toBeGreaterThanOrEqual(side?.width ?? 0);
});

test("a session that ends in the middle of an act asks to sign in over it, and the act goes on", async ({
  page,
  context,
  installation,
}) => {
  await signIn(page, installation.url, OWNER);
  await createKey(page, "Through two sessions");
  await page.getByRole("button", { name: "Regenerate token" }).click();
  await context.clearCookies();
  await page.getByRole("button", { name: "Regenerate", exact: true }).click();
  const asking = page.getByRole("dialog", { name: "Your session has ended" });
  await expect(asking).toBeVisible();
  await asking.getByLabel("Password", { exact: true }).press("Escape");
  await page.keyboard.press("Escape");
  await asking.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await expect(page.getByText("Regenerate the token")).toHaveCount(1);
  await asking.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByTestId("shown-token")).toBeVisible();
  await expect(asking).toHaveCount(0);
});

test("who goes back while asked to sign in again stays with what asks, and is asked about what was typed above it", async ({
  owner,
  context,
}) => {
  await createKey(owner, "Before the end");
  await goTo(owner, "Keys");
  await owner.getByRole("link", { name: "New key" }).first().click();
  await owner.getByLabel("Name", { exact: true }).fill("Not to be lost");
  await context.clearCookies();
  await owner.getByRole("button", { name: "Create key" }).click();
  const asking = owner.getByRole("dialog", { name: "Your session has ended" });
  await expect(asking.getByLabel("Password", { exact: true })).toBeFocused();
  const back = () => owner.evaluate(() => history.back());
  const question = owner.getByRole("dialog", { name: "Leave without creating the key?" });
  await back();
  await expect(question.getByRole("button", { name: "Stay" })).toBeFocused();
  await question.getByRole("button", { name: "Stay" }).click();
  await expect(question).toHaveCount(0);
  await expect(asking.locator(":focus")).toBeVisible();
  await back();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(owner.getByRole("heading", { level: 1, name: "Keys", includeHidden: true })).toBeAttached();
  await owner.waitForTimeout(400);
  await expect(asking.locator(":focus")).toBeVisible();
});

test("a wrong password and an unknown address are told the same", async ({ page, installation }) => {
  const told: (string | null)[] = [];
  for (const email of [OWNER.email, "nobody@example.com"]) {
    await page.goto(installation.url);
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("not the right one");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    told.push(await page.getByRole("alert").textContent());
  }
  expect(told[0]).toBe(told[1]);
});

test("a dashboard that is open at an address which the server does not trust says so, and blames no password", async ({
  page,
  installation,
}) => {
  const foreign = installation.url.replace("localhost", "other.localhost");
  const told = page.getByRole("alert").filter({ hasText: "Open the dashboard at its public address" });
  await page.goto(foreign);
  await expect(told).toBeVisible();
  await page.goto(`${foreign}/sign-in`);
  await page.getByLabel("E-mail").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(told).toBeVisible();
});

test("an operator who is in no account begins at the requests that wait", async ({ operator }) => {
  await expect(operator.getByRole("heading", { level: 1, name: "Requests" })).toBeVisible();
  await expect(operator).toHaveURL(/\/operations\/requests$/);
  await operator.goto(new URL("/keys", operator.url()).href);
  await expect(operator.getByText("There is no account to show")).toBeVisible();
});

test("Operations are closed to who is no operator, and nothing leads there", async ({
  owner,
  installation,
}) => {
  await expect(owner.getByRole("link", { name: "Operations" })).toHaveCount(0);
  await owner.goto(`${installation.url}/operations/requests`);
  await expect(owner.getByText("This part is for the provider's operators")).toBeVisible();
});
