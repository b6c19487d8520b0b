import { describe, expect, test } from "vitest";
import { isSupported } from "./node-version.mjs";

describe("a Node.js that is new enough", () => {
  test.each(["20.19.0", "20.20.2", "21.0.0", "22.1.0", "100.0.0"])("%s is accepted", (version) => {
    expect(isSupported(version)).toBe(true);
  });
});

describe("a Node.js that is too old", () => {
  test.each(["20.18.3", "18.20.0", "14.21.3", "8.0.0"])("%s is refused", (version) => {
    expect(isSupported(version)).toBe(false);
  });
});
