import { call, settles } from "./support/calls.js";
import { copyShownPair, createKey, openId, regenerate } from "./support/dashboard.js";
import { graphql } from "./support/graphql.js";
import { loseAnswer } from "./support/outages.js";
import { expect, test } from "./support/test.js";

test("a new key whose answer was lost is made once, and its page leads to a token that can be copied", async ({
  owner,
  installation: { url, proxy },
}) => {
  await owner.goto(`${url}/keys/new`);
  await owner.getByLabel("Name", { exact: true }).fill("Made unseen");
  await loseAnswer(owner, "CreateKey");
  await owner.getByRole("button", { name: "Create key" }).click();
  await expect(owner.getByRole("alert")).toContainText("The server could not be reached.");
  await owner.getByRole("button", { name: "Create key" }).click();
  await expect(owner.getByRole("alert")).toContainText("its token was shown to nobody");
  // What is typed from then on is of another key.
  await owner.getByLabel("Note").fill("Not of that key");
  await owner.getByRole("link", { name: "Open the key" }).click();
  await owner.getByRole("dialog").getByRole("button", { name: "Stay" }).click();
  await owner.getByLabel("Note").fill("");
  await owner.getByRole("link", { name: "Open the key" }).click();
  await regenerate(owner);
  const pair = await copyShownPair(owner);
  await settles(() => call(proxy, pair), 200);
});

test("a name that was edited after a lost answer is another key, not a conflict", async ({
  owner,
  installation: { url },
}) => {
  await owner.goto(`${url}/keys/new`);
  await owner.getByLabel("Name", { exact: true }).fill("Edited after");
  await loseAnswer(owner, "CreateKey");
  await owner.getByRole("button", { name: "Create key" }).click();
  await expect(owner.getByRole("alert")).toBeVisible();
  await owner.getByLabel("Name", { exact: true }).fill("Edited afterwards");
  await owner.getByRole("button", { name: "Create key" }).click();
  await copyShownPair(owner);
  await expect(owner.getByRole("heading", { level: 1, name: "Edited afterwards" })).toBeVisible();
});

test("a token is regenerated once, though its answer was lost and the key was changed meanwhile", async ({
  owner,
  installation: { proxy },
}) => {
  const old = await createKey(owner, "Regenerated unseen");
  await settles(() => call(proxy, old), 200);
  const id = openId(owner);
  await owner.getByRole("button", { name: "Regenerate token" }).click();
  const dialog = owner.getByRole("dialog");
  const regenerate = dialog.getByRole("button", { name: "Regenerate", exact: true });
  await loseAnswer(owner, "Regenerate");
  await regenerate.click();
  await expect(dialog.getByRole("alert")).toContainText(
    "The server could not be reached. It is not known whether this was done: trying again does no harm.",
  );
  await graphql(
    owner,
    `mutation { updateApiKey(input: {id: "${id}", note: "Meanwhile"}) { errors { code } } }`,
  );
  await expect(owner.getByText("Meanwhile")).toBeAttached({ timeout: 20_000 });

  await regenerate.click();
  await expect(dialog.getByRole("alert").filter({ hasText: "It was regenerated already" })).toContainText(
    "that token was shown to nobody",
  );
  expect((await call(proxy, old)).status).toBe(200);
  await dialog.getByRole("radio", { name: "The newer one" }).check();
  await regenerate.click();
  const renewed = await copyShownPair(owner);
  await settles(() => call(proxy, renewed), 200);
  expect((await call(proxy, old)).status, "the token that services use").toBe(200);
});

test("an operator whose decision was made, though its answer was lost, is told that it was", async ({
  owner,
  operator,
  installation: { url },
}) => {
  const input = '{api: "users", limit: 400, reason: "For a decision."}';
  const ask = `mutation { requestThrottleLimit(input: ${input}) { throttleRequest { id } } }`;
  const { data } = await graphql(owner, ask);
  await operator.goto(`${url}/operations/requests/${data.requestThrottleLimit.throttleRequest.id}`);
  await operator.getByRole("radio", { name: "Decline" }).check();
  await operator.getByRole("textbox", { name: "Why" }).fill("Not now.");
  await loseAnswer(operator, "DeclineRequest");
  const decline = operator.getByRole("button", { name: "Decline" });
  await decline.click();
  // The page may have seen it by itself before it is tried again.
  await decline.click({ timeout: 3_000 }).catch(() => undefined);
  await expect(operator.getByRole("status").filter({ hasText: "Declined" })).toContainText(
    "The account is mailed.",
  );
  await expect(operator.getByText("Somebody decided meanwhile")).toHaveCount(0);
});

test("what was saved of a key is known to be saved, though its answer was lost, unless it is no longer so", async ({
  owner,
}) => {
  await createKey(owner, "Saved unseen");
  const id = openId(owner);
  await owner.getByRole("tab", { name: "Details" }).click();
  const note = owner.getByLabel("Note");
  const save = owner.getByRole("button", { name: "Save details" });
  const stale = owner.getByRole("alert").filter({ hasText: "Somebody changed this key meanwhile" });
  await note.fill("Mine");
  await loseAnswer(owner, "UpdateKey");
  await save.click();
  await expect(owner.getByRole("alert")).toContainText("The server could not be reached.");
  await save.click();
  await expect(owner.getByText("Details saved.")).toBeVisible();
  await expect(owner.getByRole("alert")).toHaveCount(0);
  await expect(save).toHaveCount(0);

  await note.fill("Mine again");
  await loseAnswer(owner, "UpdateKey");
  await save.click();
  await expect(owner.getByRole("alert")).toContainText("The server could not be reached.");
  await graphql(owner, `mutation { updateApiKey(input: {id: "${id}", note: "Theirs"}) { errors { code } } }`);
  await save.click();
  await expect(stale).toContainText('note "Mine again" → "Theirs"');
  await expect(note).toHaveValue("Mine again");
});

test("what became of an act whose answer was lost is shown at once, where it can be seen", async ({
  owner,
  installation: { url },
}) => {
  await createKey(owner, "Deleted unseen");
  await owner.getByRole("button", { name: "Delete key" }).click();
  const dialog = owner.getByRole("dialog");
  await dialog.getByLabel("Type the key's name").fill("Deleted unseen");
  await loseAnswer(owner, "DeleteKey");
  await dialog.getByRole("button", { name: "Delete this key" }).click();
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Key not found", { timeout: 2_500 });
  await expect(owner.getByRole("main")).toContainText(
    'Owner (owner@example.com), just now: Key "Deleted unseen"',
  );

  const email = "never-came@example.com";
  await graphql(
    owner,
    `mutation { inviteMember(input: {email: "${email}", role: VIEWER}) { errors { code } } }`,
  );
  await owner.goto(`${url}/settings/members`);
  await owner.getByRole("button", { name: `Withdraw: ${email}` }).click();
  await loseAnswer(owner, "WithdrawInvitation");
  await dialog.getByRole("button", { name: "Withdraw" }).click();
  await expect(owner.getByText(email)).toHaveCount(0);
});

test("a server that is away for a moment is told of where something was sent, and no longer once that was done", async ({
  owner,
}) => {
  await createKey(owner, "Sent in a tunnel");
  await owner.getByRole("tab", { name: "Network" }).click();
  await owner.getByRole("radio", { name: "Only listed addresses" }).check();
  await owner.getByRole("button", { name: "Use my address" }).click();
  const save = owner.getByRole("button", { name: "Save network" });
  await owner.route("**/graphql", (route) => route.abort());
  const asked = owner.waitForEvent(
    "requestfailed",
    (request) => request.postData()?.includes("query Answer") === true,
  );
  await save.click();
  await asked;
  const unreached = owner.getByText(/The server could not be reached\./);
  await expect(unreached.filter({ hasText: "trying again does no harm" })).toBeVisible();
  await owner.unrouteAll();
  await save.click();
  await expect(owner.getByText("Network saved.")).toBeVisible();
  await expect(unreached).toHaveCount(0);
});
