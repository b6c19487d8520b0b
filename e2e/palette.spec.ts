import { violations } from "./support/accessibility.js";
import { CALLS, call, settles } from "./support/calls.js";
import { goTo } from "./support/dashboard.js";
import { graphql } from "./support/graphql.js";
import { loseAnswer } from "./support/outages.js";
import { expect, test } from "./support/test.js";

/** As on a busy machine: what waits for the next turn comes when a quick person has pressed the next key. */
function lateTimers(): void {
  const { setTimeout } = window;
  const late = (run: () => void, ms = 0, ...rest: unknown[]) => setTimeout(run, ms || 500, ...rest);
  Object.assign(window, { setTimeout: late });
}

test("a key is found from any field by the keyboard alone, and Escape gives the field back", async ({
  owner,
  installation,
}) => {
  const name = "Found by <b>its name</b>";
  const { data } = await graphql(
    owner,
    "mutation ($name: String!) { createApiKey(input: {name: $name}) { apiKey { id key } } }",
    { name },
  );
  const { id, key } = data.createApiKey.apiKey;
  await graphql(owner, "mutation ($id: ID!) { disableApiKey(input: {id: $id}) { errors { code } } }", { id });
  await owner.addInitScript(lateTimers);
  await owner.goto(`${installation.url}/keys`);
  const field = owner.getByLabel("Search keys");
  await field.fill("half a word");
  await owner.keyboard.press("Control+K");
  const palette = owner.getByRole("dialog", { name: "Search or go to" });
  const search = palette.getByRole("combobox");
  await expect(search).toBeFocused();
  await search.pressSequentially("nothing like this");
  await expect(palette.getByText("No key matches “nothing like this”.")).toBeVisible();
  await owner.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("half a word");

  await owner.keyboard.press("Control+K");
  await search.fill(key.slice(0, 12));
  const option = palette.getByRole("option", { name: `${name} ${key} Disabled` });
  await expect(option).toHaveAttribute("aria-selected", "true");
  await expect(search).toHaveAttribute("aria-activedescendant", (await option.getAttribute("id")) ?? "");
  await expect(palette.getByRole("status")).toContainText("1 result");
  expect(await violations(owner)).toEqual([]);
  await owner.keyboard.press("Enter");
  await expect(owner.getByRole("heading", { level: 1, name })).toBeFocused();
  await expect(palette).toBeHidden();

  await owner.keyboard.press("Control+K");
  await search.fill("sms");
  await expect(palette.getByRole("group", { name: "Limits" }).getByRole("option").first()).toHaveText(
    "SMSsms",
  );
  await owner.keyboard.press("Enter");
  await expect(owner.getByRole("heading", { level: 1, name: "SMS" })).toBeFocused();

  await owner.keyboard.press("Control+K");
  await expect(palette.getByRole("option", { name: "Keys" })).toHaveAttribute("aria-selected", "true");
  await owner.keyboard.press("ArrowDown");
  // Also where backgrounds are the reader's own.
  await owner.emulateMedia({ forcedColors: "active" });
  await expect(palette.getByRole("option", { name: "Limits" })).toHaveCSS("outline-style", "solid");
  await expect(palette.getByRole("option", { name: "Keys" })).toHaveCSS("outline-style", "none");
  await owner.keyboard.press("Enter");
  await expect(owner.getByRole("heading", { level: 1, name: "Limits" })).toBeFocused();
});

test("what fails says so and can be tried again; a dialog that asks is not covered", async ({
  owner,
  installation,
}) => {
  const open = owner.getByRole("button", { name: "Search or go to …" });
  await owner.route("**/palette-*.js", (route) => route.abort(), { times: 1 });
  await open.click();
  await expect(owner.getByRole("alert")).toContainText("The search could not be loaded.");
  await open.click();
  const palette = owner.getByRole("dialog", { name: "Search or go to" });
  await loseAnswer(owner, "FindKeys");
  await palette.getByRole("combobox").fill("default");
  await expect(palette.getByRole("alert")).toContainText("The server could not be reached.");
  await palette.getByRole("button", { name: "Retry" }).click();
  await expect(palette.getByRole("option").first()).toBeVisible();
  await expect(palette.getByRole("combobox")).toBeFocused();
  await owner.keyboard.press("Escape");
  await expect(open).toBeFocused();

  await owner.goto(`${installation.url}/keys/new`);
  await owner.getByLabel("Name", { exact: true }).fill("Not to be lost");
  await owner.keyboard.press("Control+K");
  await palette.getByRole("combobox").fill("activity");
  await owner.keyboard.press("Enter");
  await expect(owner.getByRole("button", { name: "Stay" })).toBeFocused();
  await owner.keyboard.press("Control+K");
  await expect(palette).toBeHidden();
  await owner.keyboard.press("Enter");
  await expect(owner.getByLabel("Name", { exact: true })).toHaveValue("Not to be lost");
});

test("neither the palette nor the navigation stays open over another page", async ({
  owner,
  installation,
}) => {
  await owner.goto(`${installation.url}/limits`);
  await goTo(owner, "Keys");
  const heading = owner.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("Keys");
  await owner.keyboard.press("Control+K");
  const palette = owner.getByRole("dialog", { name: "Search or go to" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await owner.evaluate(() => history.back());
  await expect(heading).toHaveText("Limits");
  await expect(palette).toHaveCount(0);
  await expect(heading).toBeFocused();

  await owner.setViewportSize({ width: 360, height: 740 });
  await owner.getByRole("button", { name: "Open navigation" }).click();
  const drawer = owner.getByRole("dialog", { name: "Navigation" });
  await expect(drawer).toBeVisible();
  await owner.evaluate(() => history.forward());
  await expect(heading).toHaveText("Keys");
  await expect(drawer).toHaveCount(0);
  await owner.waitForTimeout(400);
  await expect(heading).toBeFocused();
});

test("a denied call is found by the request id of its answer, and says why and how to mend it", async ({
  owner,
  installation: { url, proxy },
}) => {
  const { data } = await graphql(
    owner,
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { key } token effect { confirmed } } }`,
    { input: { name: "Asked about", permissions: { scope: "SELECTED_APIS", codes: ["sms"] } } },
  );
  const { apiKey, token } = data.createApiKey;
  const { answer } = await settles(() => call(proxy, { key: apiKey.key, token }), 403);
  const requestId = answer.headers.get("x-request-id") ?? "";

  const palette = owner.getByRole("dialog", { name: "Search or go to" });
  const option = palette.getByRole("option", { name: /may not call this operation/ });
  // The gateway writes it down a second later at most.
  const query = "query ($id: String!) { account { deniedCall(requestId: $id) { denial { id } } } }";
  const denied = async () => (await graphql(owner, query, { id: requestId })).data.account.deniedCall;
  await expect.poll(denied).not.toBeNull();
  await owner.getByRole("button", { name: "Search or go to …" }).click();
  await palette.getByRole("combobox").fill(requestId);
  await expect(option).toContainText(`Asked about: GET ${CALLS}`);
  await owner.keyboard.press("Enter");
  const happened = owner.getByRole("region", { name: "What happened" });
  await expect(happened).toContainText("PERMISSION_DENIED");
  await expect(owner.getByRole("region", { name: "Would it pass now?" })).toBeVisible();
  await happened.getByRole("link", { name: "Grant it" }).click();
  await expect(owner).toHaveURL(/permissions\?grant=voice\.calls\.list/);

  await owner.goto(`${url}/keys?search=${requestId}`);
  await expect(owner.getByRole("link", { name: /“Asked about” was denied/ })).toBeVisible();
});
