import { expect, test, vi } from "vitest";
import { BrokenRow } from "./columns.js";
import { Problems } from "./problems.js";

const logger = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const said = () => logger.error.mock.calls.splice(0).map(([fields]) => fields.more ?? fields.id);

function report(problems: Problems, ids: readonly string[]): void {
  for (const id of ids) problems.report("api_key", id, "disabled is no flag");
  problems.end();
}
const numbered = (count: number) => Array.from({ length: count }, (_, at) => String(at));

test("of a table that is damaged as a whole, twenty rows are named in each pull, and the rest is counted", () => {
  for (let pull = 0; pull < 2; pull++) {
    report(new Problems(logger), numbered(25));
    expect(said()).toEqual([...numbered(20), 5]);
  }
});

test("rows that are read again and again are named once, and anew when a thousand were", () => {
  const told = new Set<string>();
  report(new Problems(logger, told), ["a", "b"]);
  expect(said()).toEqual(["a", "b"]);
  report(new Problems(logger, told), ["a", "c"]);
  expect(said()).toEqual(["c"]);
  report(new Problems(logger, told), numbered(1_000));
  logger.error.mockClear();
  report(new Problems(logger, told), ["a"]);
  expect(said()).toEqual(["a"]);
});

test("what fails for another reason than a broken row is nobody's row to mend", () => {
  const attempt = (error: Error) => () =>
    new Problems(logger).attempt("api_key", "a", () => {
      throw error;
    });
  expect(attempt(new BrokenRow("id is not text"))()).toBeNull();
  expect(said()).toEqual(["a"]);
  expect(attempt(new TypeError("a mistake of ours"))).toThrow("a mistake of ours");
  expect(said()).toEqual([]);
});
