import { CALLS, call, settles } from "./support/calls.js";
import { createKey } from "./support/dashboard.js";
import { cutOff } from "./support/outages.js";
import { expect, test } from "./support/test.js";

test("a key restricted to another address is denied here, and works again once this one is listed", async ({
  owner,
  installation,
}) => {
  const pair = await createKey(owner, "Office only");
  await settles(() => call(installation.proxy, pair), 200);

  await owner.getByRole("tab", { name: "Network" }).click();
  await owner.getByRole("radio", { name: "Only listed addresses" }).check();
  await owner.getByLabel("Address or range").fill("203.0.113.0/24");
  await owner.getByRole("button", { name: "Add", exact: true }).click();
  await owner.getByRole("button", { name: "Save network" }).click();

  const { answer } = await settles(() => call(installation.proxy, pair), 403);
  expect(answer.headers.get("x-latchkey-reason")).toBe("IP_NOT_ALLOWED");
  const behindNginx = await call(installation.nginx, pair);
  expect(behindNginx.status).toBe(403);
  expect(behindNginx.headers.get("x-latchkey-reason")).toBe("IP_NOT_ALLOWED");

  await owner.getByLabel("Address or range").fill("127.0.0.1");
  await owner.getByRole("button", { name: "Add", exact: true }).click();
  await owner.getByRole("button", { name: "Save network" }).click();
  await settles(() => call(installation.proxy, pair), 200);
  expect((await call(installation.nginx, pair)).status).toBe(200);
});

test("a list is filled at once from the addresses that really called", async ({ owner, installation }) => {
  const pair = await createKey(owner, "Moves soon");
  await settles(() => call(installation.proxy, pair), 200);
  const authorization = `Basic ${Buffer.from(`${pair.key}:${pair.token}`).toString("base64")}`;
  for (const from of ["192.0.2.7", "2001:db8::7"])
    await fetch(installation.proxy + CALLS, { headers: { authorization, "x-forwarded-for": from } });

  const callers = owner.getByRole("table", { name: "Recent callers" });
  // The gateway writes them down a second later at most.
  await expect(async () => {
    await owner.reload();
    await owner.getByRole("tab", { name: "Network" }).click();
    await expect(callers.getByRole("row", { name: /2001:db8::7/ })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await owner.getByRole("radio", { name: "Only listed addresses" }).check();
  await owner.getByRole("button", { name: "Add all 3" }).click();
  await expect(callers.getByText("Denied")).toHaveCount(0);
  await owner.getByRole("button", { name: "Save network" }).click();
  await expect(owner.getByRole("button", { name: "Save network" })).toHaveCount(0);
  expect((await call(installation.proxy, pair)).status).toBe(200);
});

test("a range with host bits is refused with the network that was meant", async ({ owner }) => {
  await createKey(owner, "Host bits");
  await owner.getByRole("tab", { name: "Network" }).click();
  await owner.getByRole("radio", { name: "Only listed addresses" }).check();
  await owner.getByLabel("Address or range").fill("203.0.113.7/24");
  await owner.getByRole("button", { name: "Add", exact: true }).click();
  await expect(owner.getByText("203.0.113.0/24").first()).toBeVisible();
  await expect(owner.getByLabel("Address or range")).toHaveAttribute("aria-invalid", "true");
});

test("what was meant is offered for each that was pasted, also twice, and nothing that is typed meanwhile is lost", async ({
  owner,
}) => {
  await createKey(owner, "Pasted with host bits");
  await owner.getByRole("tab", { name: "Network" }).click();
  await owner.getByRole("radio", { name: "Only listed addresses" }).check();
  const field = owner.getByLabel("Address or range");
  const offered = owner.getByRole("button", { name: /^Use (all )?\d/ });
  const listed = owner.getByRole("list", { name: "Listed addresses" }).getByRole("listitem");
  await field.fill("10.0.0.1/8\n192.168.0.1/16 # Berlin\n10.0.0.1/8");
  await owner.getByRole("button", { name: "Add", exact: true }).click();
  await expect(offered).toHaveText(["Use 10.0.0.0/8", "Use 192.168.0.0/16", "Use 10.0.0.0/8", "Use all 3"]);

  await field.press("Control+Home");
  await field.pressSequentially("198.51.100.7 ");
  await offered.first().click();
  await expect(listed).toContainText(["198.51.100.7/32", "10.0.0.0/8"]);
  await expect(field).toHaveValue("192.168.0.1/16 # Berlin\n10.0.0.1/8");
  await expect(offered).toHaveText(["Use 192.168.0.0/16", "Use 10.0.0.0/8", "Use all 2"]);

  await field.fill("192.168.0.1/16");
  await expect(offered).toHaveText(["Use 192.168.0.0/16"]);
  await offered.click();
  await expect(listed).toContainText(["198.51.100.7/32", "10.0.0.0/8", "192.168.0.0/16"]);
  await expect(field).toHaveValue("");
  await expect(field).not.toHaveAttribute("aria-invalid", "true");
  // What was pressed is gone.
  await expect(owner.getByRole("button", { name: "Add", exact: true })).toBeFocused();
});

test("a pasted list may name what is listed, and many bad entries are told together", async ({ owner }) => {
  await createKey(owner, "Pasted again");
  await owner.getByRole("tab", { name: "Network" }).click();
  await owner.getByRole("radio", { name: "Only listed addresses" }).check();
  const field = owner.getByLabel("Address or range");
  const listed = owner.getByRole("list", { name: "Listed addresses" }).getByRole("listitem");
  const known = ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"];
  const bad = ["one", "two", "three", "four", "five"];
  await field.fill(known.join("\n"));
  await field.press("Enter");
  await expect(listed).toHaveCount(4);
  await field.fill([...known, ...bad, "192.0.2.5\tBerlin"].join("\n"));
  await field.press("Enter");
  await expect(listed).toHaveCount(5);
  await expect(owner.getByLabel("Note for 192.0.2.5/32")).toHaveValue("Berlin");
  await expect(field).toHaveValue(bad.join("\n"));
  await expect(field).toHaveAccessibleDescription(/three: Not an IPv4 .* 2 more: Not an IPv4 /);
  await expect(
    owner.getByText("On the list already: 192.0.2.1, 192.0.2.2, 192.0.2.3 and 1 more."),
  ).toBeVisible();

  await field.fill("");
  await owner.getByRole("button", { name: "Use my address" }).click();
  await expect(listed).toHaveCount(6);
  await owner.getByRole("button", { name: "Use my address" }).click();
  const needless = owner.getByText(/^On the list already: /);
  await expect(needless).toHaveText("On the list already: 127.0.0.1.");
  await owner.getByRole("button", { name: "Remove 127.0.0.1/32" }).click();
  await expect(needless).toHaveCount(0);
});

test("an address that was typed but not added is not dropped when the form is sent", async ({
  owner,
  installation,
}) => {
  await owner.goto(`${installation.url}/keys/new`);
  await owner.getByLabel("Name", { exact: true }).fill("Typed in haste");
  await owner.getByRole("radio", { name: "Only listed addresses" }).check();
  await owner.getByLabel("Address or range").fill("203.0.113.0/24");
  await owner.getByRole("button", { name: "Create key" }).click();
  await expect(owner.getByText("What is typed here is not on the list yet.")).toBeVisible();
  await expect(owner.getByLabel("Address or range")).toBeFocused();
  await owner.getByRole("button", { name: "Add", exact: true }).click();
  // Nor is the list, where somebody looks at the other choice and takes it back.
  await owner.getByRole("radio", { name: "Any address" }).check();
  await owner.getByRole("radio", { name: "Only listed addresses" }).check();
  await expect(owner.getByLabel("Note for 203.0.113.0/24")).toBeVisible();
  await owner.getByRole("button", { name: "Create key" }).click();
  await expect(owner.getByTestId("shown-token")).toBeVisible();
});

test("the whole internet is confirmed for a new key too, and anew whenever it is added", async ({
  owner,
  installation,
}) => {
  const confirmation = owner.getByRole("checkbox", { name: /admits the whole internet/ });
  const add = async (range: string) => {
    await owner.getByLabel("Address or range").fill(range);
    await owner.getByRole("button", { name: "Add", exact: true }).click();
  };
  await owner.goto(`${installation.url}/keys/new`);
  await owner.getByLabel("Name", { exact: true }).fill("Open wide");
  await owner.getByRole("radio", { name: "Only listed addresses" }).check();
  await add("0.0.0.0/0");
  await owner.getByRole("button", { name: "Create key" }).click();
  await expect(confirmation).toHaveAttribute("aria-invalid", "true");
  await expect(confirmation).toBeFocused();
  await owner.getByRole("button", { name: "Remove 0.0.0.0/0" }).click();
  await add("192.0.2.0/24");
  await owner.getByRole("button", { name: "Create key" }).click();
  await owner.getByRole("button", { name: "I have copied it" }).click();

  await owner.getByRole("tab", { name: "Network" }).click();
  await add("0.0.0.0/0");
  await confirmation.check();
  await owner.getByRole("button", { name: "Discard" }).click();
  await add("0.0.0.0/0");
  await expect(confirmation).not.toBeChecked();
  await owner.getByRole("button", { name: "Save network" }).click();
  await expect(confirmation).toHaveAttribute("aria-invalid", "true");
});

test("that nobody called is not said while it is not known", async ({ owner }) => {
  await createKey(owner, "Callers unknown");
  const restore = await cutOff(owner, "RecentCallers");
  await owner.getByRole("tab", { name: "Network" }).click();
  const callers = owner.getByRole("region", { name: "Recent callers" });
  await expect(callers.getByRole("alert")).toContainText("The server could not be reached.");
  await expect(callers.getByText("No call with this key")).toHaveCount(0);
  await restore();
  await callers.getByRole("button", { name: "Retry" }).click();
  await expect(callers.getByText("No call with this key")).toBeVisible();
});

test("a list that is longer than a key can have says so before it is sent, and where one looks", async ({
  owner,
}) => {
  await createKey(owner, "Too many");
  await owner.getByRole("tab", { name: "Network" }).click();
  await owner.getByRole("radio", { name: "Only listed addresses" }).check();
  const many = Array.from({ length: 1_001 }, (_, index) => `10.${index >> 8}.${index & 255}.0/24`);
  await owner.getByLabel("Address or range").fill(many.join("\n"));
  await owner.getByRole("button", { name: "Add", exact: true }).click();
  const told = owner.getByText("A list has at most 1,000 entries: remove 1, or list wider ranges.");
  await expect(told).toHaveCount(1);
  await expect(owner.getByText("could not be counted")).toHaveCount(0);
  await owner.getByRole("button", { name: "Save network" }).click();
  await expect(told).toBeInViewport();
  await expect(owner.getByRole("radio", { name: "Only listed addresses" })).toBeFocused();
  await expect(owner.getByRole("radiogroup", { name: "Network" })).toHaveAccessibleDescription(
    /at most 1,000/,
  );
  await owner.getByRole("button", { name: `Remove ${many[0]}` }).click();
  await expect(told).toHaveCount(0);
});

test("whoever removes entries by the keyboard goes on at the next one, and after the last at the one above", async ({
  owner,
}) => {
  await createKey(owner, "Three entries");
  await owner.getByRole("tab", { name: "Network" }).click();
  await owner.getByRole("radio", { name: "Only listed addresses" }).check();
  await owner.getByLabel("Address or range").fill("192.0.2.1, 192.0.2.2, 192.0.2.3");
  await owner.getByRole("button", { name: "Add", exact: true }).click();
  const remove = (address: string) => owner.getByRole("button", { name: `Remove ${address}/32` });
  await remove("192.0.2.2").focus();
  await owner.keyboard.press("Enter");
  await expect(remove("192.0.2.3")).toBeFocused();
  await owner.keyboard.press("Enter");
  await expect(remove("192.0.2.1")).toBeFocused();
});
