import { expect, test } from "vitest";
import { createAttempts } from "./attempts.js";

function numbered() {
  let made = 0;
  return createAttempts(() => `key ${++made}`);
}

test("a content whose answer was lost is sent again as it was, whatever changed meanwhile", () => {
  const attempts = numbered();
  const content = { grace: 60 };
  const first = attempts.inputFor(content, () => ({ ...content, expectedVersion: 1 }));
  const again = attempts.inputFor({ grace: 60 }, () => ({ ...content, expectedVersion: 2 }));
  expect(first).toEqual({ grace: 60, expectedVersion: 1, idempotencyKey: "key 1" });
  expect(again).toEqual(first);
});

test("another content is another call, and the one before is still the same one", () => {
  const attempts = numbered();
  const keyFor = (name: string) => attempts.inputFor({ name }, () => ({ name })).idempotencyKey;
  expect([keyFor("CRM"), keyFor("CRM 2"), keyFor("CRM")]).toEqual(["key 1", "key 2", "key 1"]);
});

test("once it was answered, the same content is a new call", () => {
  const attempts = numbered();
  const key = () => attempts.inputFor({ name: "CRM" }, () => ({})).idempotencyKey;
  key();
  attempts.answered({ name: "CRM" });
  expect(key()).toBe("key 2");
});
