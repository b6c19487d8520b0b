import { And, Equal, In, IsNull, MoreThan, Not } from "typeorm";
import { expect, test } from "vitest";
import { type Condition, whereOf } from "./better-auth-where.js";

const condition = (field: string, given: Partial<Condition>): Condition => ({
  field,
  value: null,
  operator: "eq",
  connector: "AND",
  mode: "sensitive",
  ...given,
});

test("all conditions hold, several of one field too", () => {
  expect(
    whereOf([
      condition("userId", { value: "usr_1" }),
      condition("lockedUntil", {}),
      condition("attempts", { operator: "gt", value: 1 }),
      condition("attempts", { operator: "ne", value: 5 }),
    ]),
  ).toEqual({
    userId: Equal("usr_1"),
    lockedUntil: IsNull(),
    attempts: And(MoreThan(1), Not(Equal(5))),
  });
});

test("of those joined by OR one holds, beside all others", () => {
  expect(
    whereOf([
      condition("userId", { value: "usr_1" }),
      condition("id", { operator: "in", value: ["a", "b"], connector: "OR" }),
      condition("id", { operator: "not_in", value: ["c"], connector: "OR" }),
    ]),
  ).toEqual([
    { userId: Equal("usr_1"), id: In(["a", "b"]) },
    { userId: Equal("usr_1"), id: Not(In(["c"])) },
  ]);
});

test("a condition that is not known matches nothing: it is refused", () => {
  expect(() => whereOf([condition("email", { operator: "contains", value: "@" })])).toThrow(
    "no condition contains",
  );
});
