import { expect, test } from "vitest";
import { RECIPES, recipeCodes } from "./recipes.js";

const ENDPOINT = "https://keys.example/graphql";

test.each(RECIPES.map((recipe) => [recipe.name, recipe] as const))(
  "%s: every language names the endpoint, and reads the pair from the environment",
  (_, recipe) => {
    for (const { text, before } of recipeCodes(recipe, ENDPOINT)) {
      expect(text).toContain(ENDPOINT);
      expect(text).toContain("LATCHKEY_TOKEN");
      expect(before).toContain("export LATCHKEY_TOKEN=");
    }
  },
);

test("a document has no single quote, which would end a shell's text", () => {
  for (const { document } of RECIPES) expect(document).not.toContain("'");
});
