import { readFile } from "node:fs/promises";
import { createKey, goTo, openId } from "./support/dashboard.js";
import { graphql } from "./support/graphql.js";
import { expect, test } from "./support/test.js";

test("what was changed is seen with who did it, is filtered by its address, and is saved as a file", async ({
  owner,
}) => {
  await createKey(owner, "=Seen, in the activity");
  await goTo(owner, "Activity");
  await expect(owner.getByRole("heading", { level: 1, name: "Activity" })).toBeVisible();
  const made = owner.getByRole("row").filter({ hasText: 'Key "=Seen, in the activity"' });
  await expect(made).toContainText("was made.");
  await expect(made).toContainText("127.0.0.1");
  await expect(made.getByText("owner@example.com")).toBeVisible();
  await made.getByRole("link", { name: /was made/ }).click();
  await expect(owner.getByRole("heading", { level: 1, name: "=Seen, in the activity" })).toBeVisible();
  await owner.goBack();
  await expect(made).toBeVisible();
  // On paper: in columns still, and without what is pressed.
  await owner.emulateMedia({ media: "print" });
  await expect(owner.getByRole("columnheader", { name: "From" })).toBeVisible();
  await expect(owner.getByRole("navigation")).toBeHidden();
  await owner.emulateMedia({ media: null });

  const about = owner.getByRole("group", { name: "Filter by what it is about" });
  await about.getByText("Limits", { exact: true }).click();
  await expect(owner).toHaveURL(/\?about=LIMITS$/);
  await expect(made).toHaveCount(0);
  await owner.reload();
  await expect(about.getByRole("checkbox", { name: "Limits" })).toBeChecked();
  await about.getByText("Everything", { exact: true }).click();
  await expect(made).toBeVisible();

  // By whom: chosen, or followed from a name in the list.
  const by = owner.getByLabel("Filter by who did it");
  await made.getByRole("link", { name: "Owner" }).click();
  await expect(owner).toHaveURL(/\?by=usr_/);
  await expect(by.locator("option:checked")).toHaveText("By Owner (owner@example.com)");
  await expect(made).toBeVisible();
  // What one did and was not allowed: the other filter stays.
  await about.getByText("Not allowed", { exact: true }).click();
  await expect(owner).toHaveURL(/\?about=REFUSED&by=usr_|\?by=usr_.*&about=REFUSED/);
  await about.getByText("Everything", { exact: true }).click();
  await expect(made).toBeVisible();

  // Of a period, of which the file has the same.
  const today = await owner.evaluate(() => {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  });
  await owner.getByLabel("To day").fill("2020-03-31");
  await expect(owner.getByText("No entry fits this filter")).toBeVisible();
  await expect(owner.getByRole("status").filter({ hasText: /^No entry$/ })).toBeAttached();
  await owner.getByLabel("To day").fill(today);
  await owner.getByLabel("From day").fill(today);
  await expect(owner).toHaveURL(new RegExp(`from=${today}`));
  await expect(made).toBeVisible();

  const download = owner.waitForEvent("download");
  await owner.getByRole("button", { name: "Download CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("activity-demo.csv");
  const text = await readFile(await file.path(), "utf8");
  expect(text).toMatch(/^\ufeff?time,who,email,action,summary,address,subject\r\n/);
  expect(text).toContain('"Key ""=Seen, in the activity""');
  await expect(owner.getByRole("button", { name: "Download CSV" })).toBeVisible();
});

test("a name with quotes in it passes for no part of what is said about it", async ({ owner }) => {
  const name = 'A" was deleted. Key "B';
  await createKey(owner, name);
  await owner.getByRole("button", { name: "Disable key" }).click();
  await expect(owner.getByText("This key is disabled")).toBeVisible();
  await goTo(owner, "Activity");
  const disabled = owner.getByRole("row").filter({ hasText: 'B" was disabled.' });
  await expect(disabled.locator("bdi")).toHaveText([name]);
});

test("a key in a sentence is drawn as it is, also an x between digits", async ({ owner }) => {
  const [together, apart] = await owner.evaluate(() => {
    const width = (parts: string[]) => {
      const line = document.createElement("span");
      line.style.fontKerning = "none";
      for (const text of parts) {
        const part = document.createElement("span");
        part.style.display = "inline-block";
        part.textContent = text;
        line.append(part);
      }
      document.body.append(line);
      const found = line.getBoundingClientRect().width;
      line.remove();
      return found;
    };
    return [width(["1x1"]), width(["1", "x", "1"])];
  });
  expect(together).toBeCloseTo(apart as number, 1);
});

test("a page leads to the next one, to the one before and to the first, and keeps the filter", async ({
  owner,
}) => {
  await createKey(owner, "Often disabled");
  const id = openId(owner);
  for (let time = 0; time < 51; time++)
    await graphql(owner, `mutation { disableApiKey(input: {id: "${id}"}) { errors { code } } }`);
  await owner.goto(new URL("/activity?about=KEYS", owner.url()).href);
  const link = (name: string) => owner.getByRole("link", { name: `${name} page` });
  const [first, previous, next] = [link("First"), link("Previous"), link("Next")];
  await expect(first).toHaveCount(0);
  await expect(previous).toHaveCount(0);
  await next.click();
  await expect(owner).toHaveURL(/\?about=KEYS&after=/);
  const second = owner.url();
  await next.click();
  await expect(owner).not.toHaveURL(second);
  await owner.reload();
  await previous.click();
  await expect(owner).toHaveURL(second);
  await previous.click();
  await expect(owner).toHaveURL(/\/activity\?about=KEYS$/);
  await expect(previous).toHaveCount(0);
  await owner.goto(second);
  await expect(previous).toHaveCount(0);
  await first.click();
  await expect(owner).toHaveURL(/\/activity\?about=KEYS$/);
  await expect(owner.getByRole("table", { name: "Activity" })).toBeVisible();
  // A link of somebody in another account.
  const foreign = Buffer.from("evt_000000000000000000000000").toString("base64url");
  await owner.goto(new URL(`/activity?about=KEYS&after=${foreign}`, owner.url()).href);
  await expect(owner.getByRole("alert")).toBeVisible();
  await first.click();
  await expect(owner.getByRole("table", { name: "Activity" })).toBeVisible();
});
