import { expect, it } from "vitest";
import { isHelp } from "./help.js";

it("help is asked for by one word, or behind a command", () => {
  for (const words of [["--help"], ["-h"], ["help"], ["account", "create", "--help"], ["operator", "-h"]])
    expect(isHelp(words)).toBe(true);
});

it("help is not asked for by a word that a command takes", () => {
  for (const words of [[], ["migrate"], ["account", "create", "acme", "asha@example.com", "Self", "help"]])
    expect(isHelp(words)).toBe(false);
});
