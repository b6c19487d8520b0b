import { CombinedGraphQLErrors } from "@apollo/client";
import { expect, test } from "vitest";
import { problemOf } from "./problem.js";

const refusedWith = (extensions: Record<string, unknown>) =>
  problemOf(new CombinedGraphQLErrors({ errors: [{ message: "no", extensions }] }));

test("a database in trouble is told from a fault of the server", () => {
  const code = "INTERNAL_SERVER_ERROR";
  expect(refusedWith({ code, trouble: "READ_ONLY" }).message).toMatch(/^The database does not answer, or/);
  expect(refusedWith({ code }).message).toBe("The server could not do this.");
});
