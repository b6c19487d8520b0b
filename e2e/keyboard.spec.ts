import { tabTo } from "./support/keyboard.js";
import { expect, test } from "./support/test.js";

test("by the keyboard alone a key is made, restricted, regenerated, and rid of its old token", async ({
  owner,
  context,
  installation,
}) => {
  const { keyboard } = owner;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const clipboard = () => owner.evaluate(() => navigator.clipboard.readText());
  const focused = (name: string | RegExp) => expect(owner.getByRole("heading", { name })).toBeFocused();

  await owner.goto(`${installation.url}/keys`);
  await expect(owner.getByRole("link", { name: "New key" }).first()).toBeVisible();
  await tabTo(owner, /^ *New key *$/);
  await keyboard.press("Enter");
  await focused("New key");
  await tabTo(owner, /^ *Name/);
  await keyboard.type("By the keyboard");
  await keyboard.press("Enter");
  await focused("Copy the token now");
  await tabTo(owner, /Copy token/);
  await keyboard.press("Enter");
  await expect.poll(clipboard).toMatch(/^lkt_\w{38}$/);
  const before = await clipboard();
  await tabTo(owner, /I have copied it/);
  await keyboard.press("Enter");
  await focused("By the keyboard");

  await tabTo(owner, /^ *Overview *$/);
  await keyboard.press("ArrowRight");
  await keyboard.press("Enter");
  await expect(owner.getByRole("radio", { name: "All APIs" })).toBeChecked();
  await tabTo(owner, /^ *All APIs/);
  await keyboard.press("ArrowDown");
  await tabTo(owner, /^ *SMS *$/);
  await keyboard.press("Space");
  await tabTo(owner, /Save permissions/);
  await keyboard.press("Enter");
  await expect(owner.getByText("Permissions saved.")).toBeVisible();

  await tabTo(owner, /^ *Permissions *$/);
  await keyboard.press("ArrowRight");
  await keyboard.press("Enter");
  await expect(owner.getByRole("radio", { name: "Any address" })).toBeChecked();
  await tabTo(owner, /^ *Any address/);
  await keyboard.press("ArrowDown");
  await tabTo(owner, /^ *Address or range/);
  await keyboard.type("203.0.113.0/24");
  await tabTo(owner, /^ *Add *$/);
  await keyboard.press("Enter");
  await tabTo(owner, /Save network/);
  await keyboard.press("Enter");
  await expect(owner.getByText("Network saved.")).toBeVisible();

  await tabTo(owner, /^ *Network *$/);
  await keyboard.press("Home");
  await keyboard.press("Enter");
  await tabTo(owner, /Regenerate token/);
  await keyboard.press("Enter");
  await expect(owner.getByRole("dialog")).toBeVisible();
  await tabTo(owner, /^ *Regenerate *$/);
  await keyboard.press("Enter");
  await focused("Copy the token now");
  await tabTo(owner, /Copy token/);
  await keyboard.press("Enter");
  await expect.poll(clipboard).not.toBe(before);
  await tabTo(owner, /I have copied it/);
  await keyboard.press("Enter");
  await tabTo(owner, /Delete the old token now/);
  await keyboard.press("Enter");
  await expect(owner.getByRole("dialog")).toBeVisible();
  await tabTo(owner, /^ *Delete old token *$/);
  await keyboard.press("Enter");
  await expect(owner.getByText("Old token deleted").first()).toBeVisible();
});
