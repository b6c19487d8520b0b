import { expect, it } from "vitest";
import { shownPath } from "./shown-path.js";

it.each([
  ["/reset/s3cr3t", "/reset/…"],
  ["/invite/s3cr3t", "/invite/…"],
  ["/invite/s3cr3t/more?s3cr3t", "/invite/…"],
  ["http://keys.example.com/reset/s3cr3t", "/reset/…"],
  ["/api/invitations/look?token=s3cr3t", "/api/invitations/look"],
  ["/keys/invite/3", "/keys/invite/3"],
  ["/", "/"],
])("%s stands in a log as %s", (url, shown) => {
  expect(shownPath(url)).toBe(shown);
});
