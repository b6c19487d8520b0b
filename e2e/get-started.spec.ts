import { CALLS, call, settles } from "./support/calls.js";
import { copyPair } from "./support/dashboard.js";
import { expect, test } from "./support/test.js";

test("three steps lead to the first request that passes, with the focus where one goes on", async ({
  owner,
  installation: { url, proxy },
}) => {
  await owner.goto(`${url}/get-started`);
  await owner.getByLabel("Name", { exact: true }).fill("The first one");
  await owner.getByRole("button", { name: "Create key" }).click();
  const second = owner.getByRole("heading", { name: "2. Make a request" });
  await expect(owner.getByTestId("shown-token")).toBeVisible();
  await expect(second).toBeFocused();
  const pair = await copyPair(owner);
  await expect(second).toBeFocused();
  await expect(owner.locator("pre")).toContainText(/^export LATCHKEY_TOKEN=/);
  await expect(owner.getByRole("heading", { name: "3. Waiting for the first request" })).toBeVisible();
  await expect(owner.getByText("401", { exact: true })).toBeVisible();

  await settles(() => call(proxy, pair, "/v1/Accounts/demo/Nothing"), 403);
  await expect(owner.getByRole("heading", { name: "3. A request has come, and was denied" })).toBeVisible();
  await expect(owner.getByText("No API has this method and path.")).toBeVisible();
  await expect(owner.getByRole("link", { name: "See why, step by step" })).toHaveAttribute(
    "href",
    /\/why\?.*Nothing/,
  );

  expect((await call(proxy, pair, CALLS)).status).toBe(200);
  await expect(owner.getByRole("heading", { name: "3. The first request has come" })).toBeVisible();
  await expect(owner.getByRole("status").filter({ hasText: "The first request has come" })).toHaveCount(1);

  await owner.getByRole("button", { name: "Use another key" }).click();
  await expect(owner.getByRole("heading", { name: "1. Create a key" })).toBeFocused();
  await owner.getByRole("button", { name: "The first one" }).click();
  await expect(second).toBeFocused();
});

test("an account that has made a request begins at its keys, and hears of old requests no more", async ({
  owner,
  installation: { url, proxy },
}) => {
  await owner.goto(`${url}/get-started`);
  await owner.getByLabel("Name", { exact: true }).fill("Used before");
  await owner.getByRole("button", { name: "Create key" }).click();
  await expect(owner.getByTestId("shown-token")).toBeVisible();
  const pair = await copyPair(owner);
  await settles(() => call(proxy, pair), 200);
  await expect(owner.getByRole("heading", { name: "3. The first request has come" })).toBeVisible();

  await owner.goto(`${url}/get-started`);
  await expect(owner.getByRole("heading", { name: "3. The first request has come" })).toBeVisible();
  await expect(owner.getByRole("status").filter({ hasText: "has come" })).toHaveCount(0);
  await owner.goto(url);
  await expect(owner.getByRole("heading", { level: 1, name: "Keys" })).toBeVisible();
  await expect(owner.getByRole("link", { name: "Get started" })).toHaveCount(0);
});
