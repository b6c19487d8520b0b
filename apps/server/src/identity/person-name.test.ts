import { describe, expect, it } from "vitest";
import { checkPersonName } from "./person-name.js";

const codes = (name: string) => checkPersonName(name, ["name"]).map(({ code, path }) => [code, path]);

describe("a person's name", () => {
  it.each([
    "Operator",
    " oPERATOR ",
    "Ｏｐｅｒａｔｏｒ",
    "Oper\u200bator",
    "Oper\u00adator",
    "Latchkey",
    "LATCHKEY",
    "The key lk_0123456789",
    "the  \u00a0key\u3000of Asha",
    "The key",
  ])("is none that stands for others: %j", (name) => {
    expect(codes(name)).toEqual([["INVALID", ["name"]]]);
  });

  it.each(["Asha Rao", "Operator Rao", "Latchkey Team", "The keymaker", "Theo Key", "Ｏ"])(
    "may be %j",
    (name) => {
      expect(codes(name)).toEqual([]);
    },
  );
});
