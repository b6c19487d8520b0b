import { createKey, openId } from "./support/dashboard.js";
import { graphql } from "./support/graphql.js";
import { expect, test } from "./support/test.js";

test("somebody else's change is named with who, when and what, and one's own is kept beside it", async ({
  owner,
}) => {
  await createKey(owner, "Two at once");
  const id = openId(owner);
  await owner.getByRole("tab", { name: "Details" }).click();
  await owner.getByLabel("Note").fill("Mine");
  const theirs = `mutation { updateApiKey(input: {id: "${id}", labels: ["theirs"]}) { errors { code } } }`;
  await graphql(owner, theirs);
  await owner.getByRole("button", { name: "Save details" }).click();
  const alert = owner.getByRole("alert").filter({ hasText: "Somebody changed this key meanwhile" });
  await expect(alert).toContainText(/just now|ago/);
  await expect(alert).toContainText('labels none → "theirs"');

  await alert.getByRole("button", { name: "Reload, keep my changes" }).click();
  await expect(alert).toHaveCount(0);
  await expect(owner.getByLabel("Note")).toHaveValue("Mine");
  await expect(owner.getByText("theirs", { exact: true })).toBeVisible();
  await owner.getByRole("button", { name: "Save details" }).click();
  await expect(owner.getByText("Details saved.")).toBeVisible();
  const { data } = await graphql(owner, `{ account { apiKey(id: "${id}") { note labels } } }`);
  expect(data.account.apiKey).toEqual({ note: "Mine", labels: ["theirs"] });
});

test("the stale alert is seen wherever the page was scrolled, and discarding takes it along", async ({
  owner,
}) => {
  await createKey(owner, "Two at once, given up");
  const id = openId(owner);
  await owner.getByRole("tab", { name: "Permissions" }).click();
  await owner.getByRole("radio", { name: "Only selected APIs" }).check();
  await graphql(owner, `mutation { updateApiKey(input: {id: "${id}", note: "Theirs"}) { errors { code } } }`);
  await owner.getByRole("button", { name: "Save permissions" }).click();
  // Where one looks, though it stands below the long list, and where one goes on by the keyboard.
  const alert = owner.getByText("Somebody changed this key meanwhile");
  await expect(alert).toBeInViewport({ ratio: 1 });
  await owner.keyboard.press("Tab");
  await expect(owner.getByRole("button", { name: "Reload, keep my changes" })).toBeFocused();
  await owner.getByRole("button", { name: "Discard" }).click();
  await expect(owner.getByText("Somebody changed this key meanwhile")).toHaveCount(0);
});

test("what was asked about a token is not done to another that has taken its place", async ({ owner }) => {
  await createKey(owner, "Rotated by two");
  const id = openId(owner);
  const rotate = (how: string) =>
    graphql(owner, `mutation { regenerateToken(input: {id: "${id}", ${how}}) { errors { code } } }`);
  await rotate("gracePeriodSeconds: 3600");
  await owner.getByRole("button", { name: "Delete the old token now" }).click();
  const dialog = owner.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Delete old token" })).toBeVisible();
  await rotate("endPreviousGrace: true");
  await expect(dialog).toHaveCount(0);

  await owner.getByRole("button", { name: "Regenerate token" }).click();
  await dialog.getByRole("radio", { name: "The older one" }).check();
  const regenerate = dialog.getByRole("button", { name: "Regenerate", exact: true });
  await expect(regenerate).toBeEnabled();
  await rotate("endPreviousGrace: true");
  await expect(regenerate).toBeDisabled();
  await expect(dialog.getByRole("radio", { checked: true })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await graphql(owner, `mutation { deleteRetiringToken(input: {id: "${id}"}) { errors { code } } }`);
  await expect(owner.getByRole("region", { name: "Old and new token" })).toHaveCount(0);
});

test("the page of a key that somebody else has deleted says who did it and when", async ({
  owner,
  installation,
}) => {
  await createKey(owner, "Deleted elsewhere");
  const url = owner.url();
  const id = url.split("/").at(-1);
  await graphql(owner, `mutation { deleteApiKey(input: {id: "${id}"}) { errors { code } } }`);
  await owner.reload();
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Key not found");
  await expect(owner.getByRole("main")).toContainText(/Owner.*(just now|ago): .*Deleted elsewhere.*deleted/);
  await owner.goto(`${installation.url}/keys/nothing`);
  await expect(owner.getByText("There is no such key in this account")).toBeVisible();
  await expect(owner.getByRole("main")).not.toContainText("ago");
});
