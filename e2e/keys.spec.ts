import { violations } from "./support/accessibility.js";
import { CALLS, call, echo, settles } from "./support/calls.js";
import { copyShownPair, createKey, findKey, goTo, openId, regenerate } from "./support/dashboard.js";
import { graphql } from "./support/graphql.js";
import { cutOff, holdAnswers } from "./support/outages.js";
import { expect, test } from "./support/test.js";

test.describe("a new key", () => {
  test("works at the proxy, which keeps the credentials from the upstream", async ({
    owner,
    installation,
  }) => {
    const pair = await createKey(owner, "Through the proxy");
    const { answer } = await settles(() => call(installation.proxy, pair), 200);
    const served = echo(answer);
    expect(served.url).toBe(CALLS);
    expect(served.headers["x-latchkey-account"]).toBe("demo");
    expect(served.headers["x-latchkey-key"]).toBe(pair.key);
    expect(served.headers["x-latchkey-operation"]).toBe("voice.calls.list");
    expect(served.headers).not.toHaveProperty("authorization");
    expect(answer.text).not.toContain(pair.token);
  });

  test("works behind nginx, which asks the gateway first", async ({ owner, installation }) => {
    const pair = await createKey(owner, "Behind nginx");
    const { answer } = await settles(() => call(installation.nginx, pair), 200);
    const served = echo(answer);
    expect(served.url).toBe(CALLS);
    expect(served.headers["x-latchkey-account"]).toBe("demo");
    expect(served.headers["x-latchkey-key"]).toBe(pair.key);
    expect(served.headers["x-latchkey-operation"]).toBe("voice.calls.list");
    expect(answer.text).not.toContain(pair.token);
  });

  test("reaches the gateway within a second", { tag: "@time" }, async ({ owner, installation }) => {
    const pair = await createKey(owner, "Soon known");
    const { milliseconds } = await settles(() => call(installation.proxy, pair), 200, 1_000);
    console.log(`a new key was known to the gateway after ${Math.round(milliseconds)} ms at most`);
    expect(milliseconds).toBeLessThan(1_000);
  });
});

test.describe("many keys", () => {
  test("stand side by side, and the list shows what each was last used for, and from where", async ({
    owner,
    installation,
  }) => {
    const first = await createKey(owner, "Production billing");
    const second = await createKey(owner, "Test billing");
    await settles(() => call(installation.proxy, first), 200);
    await settles(() => call(installation.proxy, second), 200);
    await goTo(owner, "Keys");
    await expect(owner.getByRole("link", { name: "Production billing" }).first()).toBeVisible();
    await expect(owner.getByRole("link", { name: "Test billing" }).first()).toBeVisible();
    await expect(async () => {
      await owner.reload();
      const row = owner.getByRole("row", { name: "Production billing" });
      await expect(row).toContainText(/127\.0\.0\.1\s*voice\.calls\.list/, { timeout: 2_000 });
    }).toPass({ timeout: 15_000 });
  });

  test("a name that is taken is refused at its field, and what was typed stays", async ({ owner }) => {
    await createKey(owner, "Only once");
    await goTo(owner, "Keys");
    await owner.getByRole("link", { name: "New key" }).first().click();
    await owner.getByLabel("Name", { exact: true }).fill("Only once");
    await owner.getByRole("button", { name: "Create key" }).click();
    await expect(owner.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await expect(owner.getByLabel("Name", { exact: true })).toHaveValue("Only once");
  });
});

test.describe("the list", () => {
  test("is filtered by chips that stand in its address", async ({ owner, installation }) => {
    await createKey(owner, "Restricted one");
    const { data } = await graphql(
      owner,
      `mutation { setPermissions(input: {id: "${openId(owner)}", permissions: {scope: SELECTED_APIS, codes: ["sms"]}}) { errors { code } } }`,
    );
    expect(data.setPermissions.errors).toEqual([]);
    await createKey(owner, "Two tokens");
    await regenerate(owner);
    await copyShownPair(owner);
    await goTo(owner, "Keys");
    const link = (name: string) => owner.getByRole("link", { name, exact: true });
    await owner.locator("label", { hasText: /^All APIs$/ }).click();
    await expect(owner).toHaveURL(/access=ALL_APIS/);
    await expect(link("Restricted one")).toHaveCount(0);
    await owner.locator("label", { hasText: "Grace period open" }).click();
    await expect(owner).toHaveURL(/gracePeriodOpen=true/);
    await owner.reload();
    await expect(link("Two tokens")).toBeVisible();
    await owner.getByLabel("Search keys").fill("Two tokens");
    await expect(owner.getByRole("main").getByText("1 key", { exact: true })).toBeVisible();
    await expect(owner).toHaveURL(/access=ALL_APIS.*gracePeriodOpen=true/);
    await owner.goto(`${installation.url}/keys?idleDays=90&addresses=ANY_ADDRESS`);
    await expect(owner.getByLabel("Idle 90 days")).toBeChecked();
    await owner.getByRole("link", { name: "Show all keys" }).click();
    await expect(owner.getByLabel("Idle 90 days")).not.toBeChecked();
  });

  test("is put in another order, which stands in its address and stays with its filters", async ({
    owner,
    installation,
  }) => {
    for (const name of ["Zebra in order", "ant in order", "Bee in order"]) await createKey(owner, name);
    await owner.goto(`${installation.url}/keys?search=in+order`);
    const names = owner.getByRole("link", { name: / in order$/ });
    await expect(names).toHaveText(["Bee in order", "ant in order", "Zebra in order"]);
    const order = owner.getByLabel("Order of the keys");
    await order.selectOption("By name");
    await expect(names).toHaveText(["ant in order", "Bee in order", "Zebra in order"]);
    await expect(owner).toHaveURL(/search=in(\+|%20)order.*order=NAME/);
    await owner.reload();
    await expect(order.locator("option:checked")).toHaveText("By name");
    await order.selectOption("Idle longest first");
    await expect(names).toHaveText(["Zebra in order", "ant in order", "Bee in order"]);
    await order.selectOption("Newest first");
    await expect(owner).not.toHaveURL(/order=/);
  });

  test("that no longer fits what is asked for fades until the next is there, and choosing moves nothing", async ({
    owner,
    installation,
  }) => {
    await owner.goto(`${installation.url}/keys`);
    const table = owner.getByRole("table", { name: "API keys" });
    await expect(table).toHaveCSS("opacity", "1");
    const before = await table.boundingBox();
    const answer = await holdAnswers(owner);
    await owner.locator("label", { hasText: "Disabled" }).click();
    await expect(table).not.toHaveCSS("opacity", "1");
    expect((await table.boundingBox())?.y).toBe(before?.y);
    answer();
    await expect(owner.getByRole("link", { name: "Show all keys" }).or(table)).toHaveCSS("opacity", "1");
  });

  test("of another filter does not stand where this one's could not be loaded", async ({
    owner,
    installation,
  }) => {
    await owner.goto(`${installation.url}/keys`);
    const table = owner.getByRole("table", { name: "API keys" });
    await expect(table).toBeVisible();
    const connect = await cutOff(owner, "Keys");
    await owner.locator("label", { hasText: "Any address" }).click();
    await expect(owner.getByRole("alert")).toContainText("The server could not be reached.");
    await expect(table).toHaveCount(0);
    await connect();
    await owner.getByRole("button", { name: "Retry" }).click();
    await expect(table).toBeVisible();
    await expect(owner.getByRole("alert")).toHaveCount(0);
  });

  test("shows in its search field what its address says", async ({ owner, installation }) => {
    await owner.goto(`${installation.url}/keys?search=nothing-like-it`);
    await expect(owner.getByLabel("Search keys")).toHaveValue("nothing-like-it");
    await owner.getByRole("link", { name: "Show all keys" }).click();
    await expect(owner.getByLabel("Search keys")).toHaveValue("");
  });
});

test("a new token is on the paper that it is printed on, and a list is there without its search", async ({
  owner,
}) => {
  await owner.emulateMedia({ colorScheme: "dark" });
  await goTo(owner, "Keys");
  const search = owner.getByLabel("Search keys");
  await expect(search).toBeVisible();
  await owner.emulateMedia({ media: "print" });
  await expect(search).toBeHidden();
  await owner.emulateMedia({ media: null });

  await owner.getByRole("link", { name: "New key" }).first().click();
  await owner.getByLabel("Name", { exact: true }).fill("On paper");
  await owner.getByRole("button", { name: "Create key" }).click();
  const token = owner.getByTestId("shown-token");
  await expect(token).toBeVisible();
  await owner.emulateMedia({ media: "print" });
  for (const field of [token, owner.getByTestId("shown-key")]) {
    await expect(field).toBeVisible();
    await expect(field).toHaveCSS("background-color", "rgba(0, 0, 0, 0)");
  }
  await expect(owner.getByRole("button", { name: "Copy token" })).toBeHidden();
  await owner.emulateMedia({ media: null });
  await owner.getByRole("button", { name: "I have copied it" }).click();
});

test("a token that was found somewhere leads to its key, and comes into no address and no request", async ({
  owner,
  installation,
}) => {
  const { token } = await createKey(owner, "Leaked");
  const asked: string[] = [];
  owner.on("request", (request) => asked.push(`${request.url()} ${request.postData()}`));
  await owner.goto(`${installation.url}/keys`);
  await owner.getByLabel("Search keys").fill(`curl -u "lk_x:${token}"`);
  await expect(owner).toHaveURL(new RegExp(`search=${token.slice(0, 8)}$`));
  await expect(owner.getByRole("main").getByText("1 key", { exact: true })).toBeVisible();
  await expect(owner.getByRole("link", { name: "Leaked", exact: true })).toBeVisible();

  await owner.goto(`${installation.url}/limits`);
  await expect(owner.getByRole("heading", { level: 1 })).toBeVisible();
  await owner.keyboard.press("Control+K");
  await owner.getByRole("combobox").fill(token);
  await expect(owner.getByRole("option", { name: /^Leaked/ })).toBeVisible();
  expect(asked.join("\n")).toContain(token.slice(0, 8));
  expect(asked.join("\n")).not.toContain(token.slice(0, 9));
});

test.describe("a form for a new key", () => {
  test("is not left by accident, and takes no half of a date for none", async ({ owner, installation }) => {
    await owner.goto(`${installation.url}/keys/new`);
    await owner.getByLabel("Name", { exact: true }).fill("Half a date");
    await owner.getByLabel("Expires").click();
    await owner.keyboard.type("01");
    await owner.getByRole("button", { name: "Create key" }).click();
    await expect(owner.getByText("Give both date and time, or clear the field.")).toBeVisible();
    await owner.getByLabel("Expires").fill("2020-01-01T00:00");
    await expect(owner.getByText("This has passed: with it, every call is denied at once.")).toBeVisible();
    await owner.getByRole("link", { name: "Cancel" }).click();
    await expect(owner.getByRole("dialog")).toContainText("Leave without creating the key?");
    await owner.getByRole("button", { name: "Stay" }).click();
    await expect(owner.getByLabel("Name", { exact: true })).toHaveValue("Half a date");

    const soon = new Date(Date.now() + 3 * 86_400_000);
    await owner.getByLabel("Expires").fill(`${soon.toLocaleDateString("sv")}T12:00`);
    await expect(owner.getByText(/^That is in \d days: .*, 12:00 UTC$/)).toBeVisible();
    await expect(owner.getByText(/, until .*, 12:00 UTC\.$/)).toBeVisible();
    await owner.getByRole("button", { name: "Create key" }).click();
    await copyShownPair(owner);
    await expect(owner.getByText(/It expires in \d days, on /)).toBeVisible();
    await goTo(owner, "Keys");
    await expect(owner.getByRole("row", { name: "Half a date" })).toContainText(/Expires in \d days/);
  });

  test("shows that copying has failed", async ({ owner }) => {
    await createKey(owner, "Not to be copied");
    await owner.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("Not allowed"));
      document.execCommand = () => false;
    });
    await owner.getByRole("button", { name: "Copy as GraphQL" }).click();
    await expect(owner.getByRole("button", { name: "Not copied" })).toBeVisible();
    await expect(owner.getByRole("status").filter({ hasText: "could not be copied" })).toHaveCount(1);
  });
});

test.describe("a token's text", () => {
  test("is in no storage of the browser and not in the page once it was copied", async ({ owner }) => {
    const { token } = await createKey(owner, "Nowhere left");
    const stored = await owner.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, history.state]),
    );
    expect(stored).not.toContain(token);
    expect(await owner.content()).not.toContain(token);
  });
});

test("what was shown or edited of one key is gone on the page of another", async ({ owner }) => {
  await createKey(owner, "The first of two");
  await createKey(owner, "The second of two");
  await regenerate(owner);
  await expect(owner.getByTestId("shown-token")).toBeVisible();
  await findKey(owner, "The first of two");
  await owner.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("The first of two");
  await expect(owner.getByTestId("shown-token")).toHaveCount(0);

  await owner.getByRole("tab", { name: "Details" }).click();
  await expect(owner.getByLabel("Name", { exact: true })).toHaveValue("The first of two");
  await findKey(owner, "The second of two");
  await owner.getByRole("tab", { name: "Details" }).click();
  await expect(owner.getByLabel("Name", { exact: true })).toHaveValue("The second of two");
  await owner.evaluate(() => history.go(-2));
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("The first of two");
  await expect(owner.getByLabel("Name", { exact: true })).toHaveValue("The first of two");
});

test("the page of a key says that the account was suspended while it was open", async ({ owner }) => {
  await createKey(owner, "Of a suspended account");
  await expect(owner.getByText("This key works.")).toBeVisible();
  await owner.route("**/graphql", async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    if (answer.data?.account?.suspended === false) answer.data.account.suspended = true;
    await route.fulfill({ response, json: answer });
  });
  await expect(owner.getByText("The account is suspended")).toBeVisible();
  await expect(owner.getByText("This key works.")).toHaveCount(0);
  await owner.unrouteAll({ behavior: "ignoreErrors" });
});

test("a name that looks like HTML is text, wherever it stands", async ({ owner }) => {
  const name = "<img src=x onerror=alert(1)>";
  const opened: string[] = [];
  owner.on("dialog", (dialog) => {
    opened.push(dialog.message());
    void dialog.dismiss();
  });
  await createKey(owner, name);
  await owner.getByRole("button", { name: "Delete key" }).click();
  await expect(owner.getByRole("dialog").getByText(name).first()).toBeVisible();
  await owner.keyboard.press("Escape");
  await goTo(owner, "Keys");
  await expect(owner.getByRole("link", { name, exact: true }).first()).toBeVisible();
  await owner.reload();
  await expect(owner.getByRole("link", { name, exact: true }).first()).toBeVisible();
  await expect(owner.locator('img[src="x"]')).toHaveCount(0);
  expect(opened).toEqual([]);
});

test("a tab that can't be loaded for want of a server says so below the key's own heading, until it can", async ({
  owner,
  installation,
}) => {
  await createKey(owner, "Without a server");
  await owner.route("**/details-tab-*.js", (route) => route.abort());
  await owner.route(`${installation.url}/`, (route) => route.abort());
  await owner.getByRole("tab", { name: "Details" }).click();
  await expect(owner.getByRole("alert")).toContainText("The server could not be reached.");
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Without a server");
  await expect(owner.getByRole("button", { name: "Retry" })).toBeVisible();
  await owner.unrouteAll();
  await expect(owner.getByLabel("Note")).toBeVisible();
});

test("a disabled key that was never used waits for no request", async ({ owner }) => {
  await createKey(owner, "Never to be used");
  const waiting = owner.getByRole("region", { name: "Waiting for the first request" });
  await expect(waiting).toBeVisible();
  await owner.getByRole("button", { name: "Disable key" }).click();
  await expect(owner.getByText("This key is disabled")).toBeVisible();
  await expect(waiting).toHaveCount(0);
  await owner.getByRole("button", { name: "Enable key" }).click();
  await expect(waiting).toBeVisible();
});

test("the keys of a suspended account are listed with that, and with the way to why", async ({
  owner,
  operator,
  installation,
}) => {
  const suspend = (suspended: boolean) =>
    graphql(
      operator,
      "mutation ($input: SetAccountSuspendedInput!) { setAccountSuspended(input: $input) { errors { code } } }",
      { input: { accountSid: installation.sid, suspended, reason: "An unpaid bill." } },
    );
  await suspend(true);
  try {
    await owner.goto(`${installation.url}/keys`);
    const told = owner.getByRole("alert").filter({ hasText: "The account is suspended" });
    await expect(told).toBeVisible();
    expect(await violations(owner)).toEqual([]);
    await told.getByRole("link", { name: "says why" }).click();
    await expect(owner.getByRole("table", { name: "Activity" })).toContainText("An unpaid bill.");
  } finally {
    await suspend(false);
  }
  await owner.goto(`${installation.url}/keys`);
  await expect(owner.getByRole("table", { name: "API keys" })).toBeVisible();
  await expect(owner.getByText("The account is suspended")).toHaveCount(0);
});
