import { describe, expect, it } from "vitest";
import { hashOf } from "./idempotency.js";

describe("the hash of an input", () => {
  it("does not depend on the order of fields, at any depth", () => {
    expect(hashOf({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(hashOf({ b: [{ d: 3, c: 2 }], a: 1 }));
  });

  it("depends on the order of a list", () => {
    expect(hashOf({ a: [1, 2] })).not.toBe(hashOf({ a: [2, 1] }));
  });

  it("tells null from left out", () => {
    expect(hashOf({ a: null })).not.toBe(hashOf({}));
    expect(hashOf({ a: undefined })).toBe(hashOf({}));
  });

  it("tells one moment from another", () => {
    expect(hashOf({ at: new Date(1) })).not.toBe(hashOf({ at: new Date(2) }));
  });
});
