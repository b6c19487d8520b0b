import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const sources = readdirSync(new URL(".", import.meta.url), { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.startsWith("testing"),
);

describe("this package", () => {
  it.each(sources)(
    "runs anywhere: %s imports nothing from outside and reads no clock, environment or randomness",
    (file) => {
      const text = readFileSync(new URL(file, import.meta.url), "utf8");
      const imports = [...text.matchAll(/\bfrom "([^"]+)"|\bimport\(|\brequire\(/g)].map(
        ([whole, from]) => from ?? whole,
      );
      expect(imports.filter((from) => !from.startsWith("./") && !from.startsWith("../"))).toEqual([]);
      expect(text).not.toMatch(
        /\b(process\.\w|Buffer\.|Date\.now|new Date|performance\.|Math\.random|globalThis|console\.|setTimeout)/,
      );
    },
  );
});
