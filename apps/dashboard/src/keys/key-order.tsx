import { NativeSelect } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { type KeyOrder, parseKeysSearch } from "./keys-search.js";

const route = getRouteApi("/signed-in/in-account/keys");

const ORDERS: readonly { value: KeyOrder | ""; label: string }[] = [
  { value: "", label: "Newest first" },
  { value: "OLDEST", label: "Oldest first" },
  { value: "NAME", label: "By name" },
  { value: "IDLE_LONGEST", label: "Idle longest first" },
  { value: "ENDS_FIRST", label: "Expiring first" },
];

/** In which order keys are listed; stands in the address, too. */
export function KeyOrderSelect() {
  const { order = "" } = route.useSearch();
  const navigate = route.useNavigate();
  function choose(value: string) {
    const { order } = parseKeysSearch({ order: value });
    void navigate({ search: (old) => ({ ...old, order, after: undefined }), replace: true });
  }
  return (
    <NativeSelect
      aria-label="Order of the keys"
      value={order}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[...ORDERS]}
    />
  );
}
