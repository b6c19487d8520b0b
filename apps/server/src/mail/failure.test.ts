import { describe, expect, it } from "vitest";
import { failureOf } from "./failure.js";

const error = (fields: object) => Object.assign(new Error("secret"), fields);

describe("a mail that was not taken", () => {
  it.each([
    ["a recipient who is unknown", { code: "EENVELOPE", responseCode: 550 }, "550", true],
    ["a content that is refused", { code: "EMESSAGE", responseCode: 554 }, "554", true],
    ["a recipient who is to be tried later", { code: "EENVELOPE", responseCode: 450 }, "450", false],
    ["credentials that are wrong", { code: "EAUTH", responseCode: 535 }, "535", false],
    ["a server that is away", { code: "ECONNECTION" }, "ECONNECTION", false],
    ["nothing that is known", {}, "unknown", false],
  ])("because of %s", (_, fields, code, final) => {
    expect(failureOf(error(fields))).toEqual({ code, final });
  });
});
