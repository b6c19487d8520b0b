import { CALLS, call, SMS, settles } from "./support/calls.js";
import { createKey } from "./support/dashboard.js";
import { holdAnswers } from "./support/outages.js";
import { expect, test } from "./support/test.js";

test("a link can't have somebody grant the managing of keys, nor what the catalogue lacks", async ({
  owner,
}) => {
  await createKey(owner, "Led by a link");
  await owner.getByRole("tab", { name: "Permissions" }).click();
  await owner.getByRole("radio", { name: "Only selected APIs" }).check();
  await owner.getByRole("checkbox", { name: "SMS", exact: true }).check();
  await owner.getByRole("button", { name: "Save permissions" }).click();
  await expect(owner.getByText("Permissions saved.")).toBeVisible();
  const url = owner.url();
  for (const code of ["access-control.write", "no.such.operation"]) {
    await owner.goto(`${url}?grant=${code}`);
    await expect(owner.getByRole("checkbox", { name: "SMS", exact: true })).toBeChecked();
    await expect(owner.getByRole("button", { name: "Save permissions" })).toHaveCount(0);
  }
  await owner.goto(`${url}?grant=voice.calls.list`);
  await expect(owner.getByRole("button", { name: "Save permissions" })).toBeVisible();
});

test("Ctrl+Enter saves from within the list, but not below a dialog", async ({ owner }) => {
  await createKey(owner, "Saved by two keys");
  await owner.getByRole("tab", { name: "Permissions" }).click();
  await owner.getByRole("radio", { name: "Only selected APIs" }).check();
  const sms = owner.getByRole("checkbox", { name: "SMS", exact: true });
  await sms.check();
  await owner.keyboard.press("Control+K");
  await expect(owner.getByRole("dialog")).toBeVisible();
  await owner.keyboard.press("Control+Enter");
  await owner.keyboard.press("Escape");
  await expect(owner.getByRole("dialog")).toHaveCount(0);
  await expect(owner.getByRole("button", { name: "Save permissions" })).toBeVisible();
  await owner.getByRole("button", { name: "Operations of SMS" }).focus();
  await owner.keyboard.press("Control+Enter");
  await expect(owner.getByText("Permissions saved.")).toBeVisible();
  await expect(owner.getByRole("button", { name: "Operations of SMS" })).toHaveAttribute(
    "aria-expanded",
    "false",
  );
  await owner.reload();
  await expect(sms).toBeChecked();
});

test("a key restricted to SMS may send an SMS, and is told which permission a voice call needs", async ({
  owner,
  installation,
}) => {
  const pair = await createKey(owner, "Only SMS");
  await settles(() => call(installation.proxy, pair, CALLS), 200);

  await owner.getByRole("tab", { name: "Permissions" }).click();
  await owner.getByRole("radio", { name: "Only selected APIs" }).check();
  await owner.getByRole("checkbox", { name: "SMS", exact: true }).check();
  await owner.getByRole("button", { name: "Save permissions" }).click();

  const { answer } = await settles(() => call(installation.proxy, pair, CALLS), 403);
  const { RestException } = JSON.parse(answer.text);
  expect(RestException).toMatchObject({ Status: 403, Code: "PERMISSION_DENIED" });
  expect(RestException.Message).toContain("voice.calls.list");
  expect(answer.headers.get("x-latchkey-missing-permission")).toBe("voice.calls.list");

  const behindNginx = await call(installation.nginx, pair, CALLS);
  expect(behindNginx.status).toBe(403);
  expect(behindNginx.headers.get("x-latchkey-reason")).toBe("PERMISSION_DENIED");
  expect(behindNginx.headers.get("x-latchkey-missing-permission")).toBe("voice.calls.list");

  expect((await call(installation.proxy, pair, SMS, "POST")).status).toBe(200);
  expect((await call(installation.nginx, pair, SMS, "POST")).status).toBe(200);
});

test("why a call would pass fades until the answer to another call is there", async ({ owner }) => {
  await createKey(owner, "Asked twice");
  await owner.getByRole("tab", { name: "Why" }).click();
  const decision = owner.getByRole("region", { name: "Decision" });
  await expect(decision).toContainText("This call would pass");
  const answer = await holdAnswers(owner);
  await owner.getByLabel("Path").fill("/v1/Accounts/demo/Nothing");
  await owner.getByRole("button", { name: "Check" }).click();
  await expect(decision).toHaveAttribute("aria-busy", "true");
  await expect(decision.getByRole("heading", { name: "Decision" })).toBeVisible();
  await expect(decision.locator("> *").first()).toHaveCSS("opacity", "0.45");
  // It is that of the call before still, and names it.
  await expect(decision).toContainText("GET /v1/Accounts/demo/");
  await expect(decision).not.toContainText("/v1/Accounts/demo/Nothing");
  answer();
  await expect(decision).toContainText("This call would be denied");
  await expect(decision).toContainText("/v1/Accounts/demo/Nothing");
  await expect(decision.locator("> *").first()).toHaveCSS("opacity", "1");
});

test("an operation is found by its path among those of all APIs, and granted", async ({
  owner,
  installation,
}) => {
  await owner.goto(`${installation.url}/keys/new`);
  await owner.getByLabel("Name", { exact: true }).fill("By its path");
  await owner.getByRole("radio", { name: "Only selected APIs" }).check();
  const find = owner.getByLabel("Find an API or operation");
  await find.fill("get /calls/{");
  const apis = owner.getByRole("list", { name: "APIs", exact: true });
  await expect(apis.getByRole("listitem")).toHaveCount(1);
  // Nothing is sent.
  await find.press("Enter");
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("New key");
  await apis.getByRole("group", { name: "Operations of Voice" }).getByRole("checkbox").first().check();
  await find.fill("no such thing");
  await expect(owner.getByText("No API and no operation fits.")).toBeVisible();
  await find.fill("");
  await expect(apis.getByRole("listitem").filter({ hasText: "1 of 17 operations" })).toHaveCount(1);
  await owner.getByRole("radio", { name: "All APIs" }).check();
  await owner.getByRole("radio", { name: "Only selected APIs" }).check();
  await expect(apis.getByRole("listitem").filter({ hasText: "1 of 17 operations" })).toHaveCount(1);
  await owner.getByRole("button", { name: "Create key" }).click();
  await expect(owner.getByRole("heading", { name: "Copy the token now" })).toBeVisible();
});
