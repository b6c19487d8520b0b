import { expect, test } from "vitest";
import { attemptFor } from "./request-attempt.js";
import { FOR_EVER } from "./request-fields.js";

const asked = { api: "sms", limit: 400, reason: "Diwali", end: FOR_EVER };
const first = attemptFor(null, asked, { key: "first", validUntil: null });
const next = { key: "next", validUntil: "2026-03-08T12:00:00.000Z" };

test("the same, sent again, is the same attempt with the same end", () => {
  expect(attemptFor(first, { ...asked }, next)).toBe(first);
});

test.each([{ api: "voice" }, { limit: 401 }, { reason: "Holi" }, { end: { kind: "7", date: "" } }])(
  "with %j it is another",
  (fields) => expect(attemptFor(first, { ...asked, ...fields }, next)).toMatchObject(next),
);
