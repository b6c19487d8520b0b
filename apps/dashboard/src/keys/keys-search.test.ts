import { expect, test } from "vitest";
import { isFiltered, parseKeysSearch } from "./keys-search.js";

test("filters are read from the address as they are", () => {
  const search = {
    search: "crm",
    status: "ACTIVE",
    access: "ALL_APIS",
    addresses: "ANY_ADDRESS",
    idleDays: 90,
    gracePeriodOpen: true,
    knownTo: "usr_1",
    order: "IDLE_LONGEST",
    after: "a2V5",
  };
  expect(parseKeysSearch(search)).toEqual(search);
});

test.each([
  { access: "NONE" },
  { addresses: 1 },
  { idleDays: 0 },
  { idleDays: 3651 },
  { idleDays: "soon" },
  { gracePeriodOpen: "maybe" },
  { status: "GONE" },
  { order: "RANDOM" },
])("%o is not understood and left out", (search) => {
  expect(parseKeysSearch(search)).toEqual({});
});

test("a later page of all keys, or another order, is not filtered", () => {
  expect(isFiltered({ order: "NAME" })).toBe(false);
  expect(isFiltered({ after: "a2V5" })).toBe(false);
  expect(isFiltered({ gracePeriodOpen: true })).toBe(true);
});

test("a token in the address is read as how it begins", () => {
  const token = "lkt_Tr9dQ0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV";
  expect(parseKeysSearch({ search: token })).toEqual({ search: "lkt_Tr9d" });
});
