import { CombinedGraphQLErrors, ServerError } from "@apollo/client";
import { expect, test } from "vitest";
import { FOREIGN, failedChange, mayHaveChanged, problemOf } from "./problem.js";

const refusedWith = (extensions: Record<string, unknown>) =>
  problemOf(new CombinedGraphQLErrors({ errors: [{ message: "no", extensions }] }));

test("a database in trouble is told from a fault of the server", () => {
  const code = "INTERNAL_SERVER_ERROR";
  expect(refusedWith({ code, trouble: "READ_ONLY" }).message).toBe("The database does not answer.");
  expect(refusedWith({ code }).message).toBe("The server could not do this.");
});

test("why somebody may not do a thing is told as the server puts it", () => {
  const message = "You are a member of this account: another operator must do this.";
  const refused = new CombinedGraphQLErrors({ errors: [{ message, extensions: { code: "FORBIDDEN" } }] });
  expect(problemOf(refused)).toMatchObject({ code: "FORBIDDEN", message });
});

test("who has the dashboard open at an address that the server does not trust is told so", () => {
  const response = new Response(null, { status: 403 });
  expect(problemOf(new ServerError("403", { response, bodyText: "" })).message).toBe(FOREIGN);
});

test("who has tried to change something, and has lost the answer, is told what that means", () => {
  const lost = problemOf(new Error("Failed to fetch"));
  expect(failedChange(lost)).toBe(
    "The server could not be reached. It is not known whether this was done: trying again does no harm.",
  );
  expect(lost.message).toBe("The server could not be reached.");
});

test("only who has tried to change something is told to look whether it was done", () => {
  const unavailable = refusedWith({ code: "INTERNAL_SERVER_ERROR", trouble: "READ_ONLY" });
  expect(failedChange(unavailable)).toMatch(/or takes no changes\. Look whether it was done/);
  expect(unavailable.message).not.toMatch(/done/);
  const other = refusedWith({ code: "FORBIDDEN" });
  expect(failedChange(other)).toBe(other.message);
});

test("what is shown may no longer be so once an answer was lost, or a thing is gone, and by no refusal", () => {
  expect(mayHaveChanged(problemOf(new Error("Failed to fetch")))).toBe(true);
  expect(mayHaveChanged(refusedWith({ code: "NOT_FOUND" }))).toBe(true);
  expect(mayHaveChanged(refusedWith({ code: "THROTTLED" }))).toBe(false);
  expect(mayHaveChanged(refusedWith({ code: "FORBIDDEN" }))).toBe(false);
});
