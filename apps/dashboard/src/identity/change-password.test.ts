import { expect, test } from "vitest";
import { changePassword } from "./change-password.js";

test("what can't be a password is not sent", async () => {
  expect(await changePassword("the present one", "123456789")).toMatchObject({ field: "wanted" });
  expect(await changePassword("the present one", "x".repeat(129))).toMatchObject({ field: "wanted" });
});
