import { expect, test } from "vitest";
import { parseQueueSearch, statusesOf } from "./queue-search.js";

test("without a status the queue shows what waits", () => {
  expect(statusesOf(parseQueueSearch({}))).toEqual(["PENDING"]);
  expect(statusesOf(parseQueueSearch({ status: "pending?" }))).toEqual(["PENDING"]);
});

test("a status of the address is taken, and all of them can be asked for", () => {
  expect(statusesOf(parseQueueSearch({ status: "DECLINED" }))).toEqual(["DECLINED"]);
  expect(statusesOf(parseQueueSearch({ status: "ALL" }))).toBeNull();
});
