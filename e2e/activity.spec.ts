import { readFile } from "node:fs/promises";
import { createKey } from "./support/dashboard.js";
import { expect, test } from "./support/test.js";

test("what was changed is seen with who did it, is filtered by its address, and is saved as a file", async ({
  owner,
}) => {
  await createKey(owner, "=Seen, in the activity");
  await owner.getByRole("navigation").getByRole("link", { name: "Activity" }).click();
  await expect(owner.getByRole("heading", { level: 1, name: "Activity" })).toBeVisible();
  const made = owner.getByRole("row").filter({ hasText: 'Key "=Seen, in the activity"' });
  await expect(made).toContainText("was made.");
  await expect(made).toContainText("127.0.0.1");

  const about = owner.getByRole("group", { name: "Filter by what it is about" });
  await about.getByText("Limits", { exact: true }).click();
  await expect(owner).toHaveURL(/\?about=LIMITS$/);
  await expect(made).toHaveCount(0);
  await owner.reload();
  await expect(about.getByRole("checkbox", { name: "Limits" })).toBeChecked();
  await about.getByText("Everything", { exact: true }).click();
  await expect(made).toBeVisible();

  const download = owner.waitForEvent("download");
  await owner.getByRole("button", { name: "Download CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("activity-demo.csv");
  const text = await readFile(await file.path(), "utf8");
  expect(text).toMatch(/^\ufeff?time,who,action,summary,address,subject\r\n/);
  expect(text).toContain('"Key ""=Seen, in the activity""');
  await expect(owner.getByRole("button", { name: "Download CSV" })).toBeVisible();
});
