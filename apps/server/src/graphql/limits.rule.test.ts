import { buildSchema, getIntrospectionQuery, parse, specifiedRules, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { LIMITS, limitsRule } from "./limits.rule.js";

const schema = buildSchema("type Query { self: Query number: Int }");
const judge = (query: string) => validate(schema, parse(query), [limitsRule]).map((error) => error.message);

describe("limits of a document", () => {
  it("lets the standard introspection query pass", () => {
    expect(judge(getIntrospectionQuery())).toEqual([]);
    expect(() => parse(getIntrospectionQuery(), { maxTokens: LIMITS.tokens })).not.toThrow();
  });

  it("refuses depth beyond the limit, and not at it", () => {
    const deep = (fields: number) => `{ ${"self { ".repeat(fields - 1)} number ${"} ".repeat(fields - 1)} }`;
    expect(judge(deep(LIMITS.depth))).toEqual([]);
    expect(judge(deep(LIMITS.depth + 1))).toHaveLength(1);
  });

  it("refuses too many aliases", () => {
    const aliases = (many: number) =>
      `{ ${Array.from({ length: many }, (_, at) => `a${at}: number`).join(" ")} }`;
    expect(judge(aliases(LIMITS.aliases))).toEqual([]);
    expect(judge(aliases(LIMITS.aliases + 1))).toHaveLength(1);
  });

  it("refuses too many directives", () => {
    expect(judge(`{ ${"number @include(if: true) ".repeat(LIMITS.directives + 1)} }`)).toHaveLength(1);
  });

  it("counts a fragment wherever it is used, in no time even where fragments double each other", () => {
    const doubling = Array.from(
      { length: 60 },
      (_, at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`,
    );
    const query = `{ ...F0 } ${doubling.join(" ")} fragment F60 on Query { number }`;
    expect(judge(query)).toEqual([`The document exceeds the limit of ${LIMITS.fields} fields.`]);
    expect(leastCpu(() => judge(query))).toBeLessThan(50);
  });

  it("ends where fragments hold themselves", () => {
    expect(judge("{ ...F } fragment F on Query { self { ...F } }")).toEqual([]);
  });

  it("keeps the costliest document that has few enough tokens cheap", () => {
    const query = `{ ${"self{self{number}} ".repeat(140)} }`;
    expect(() => parse(query, { maxTokens: LIMITS.tokens })).not.toThrow();
    expect(leastCpu(() => validate(schema, parse(query), [...specifiedRules, limitsRule]))).toBeLessThan(50);
  });
});

/** Milliseconds of CPU, the least of many runs: what else the machine does at the time is not the document's cost. */
function leastCpu(work: () => unknown): number {
  const times = Array.from({ length: 20 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...times);
}
