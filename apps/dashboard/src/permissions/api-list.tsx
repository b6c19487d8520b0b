import { Text } from "@mantine/core";
import { useState } from "react";
import { FindField } from "../ui/find-field.js";
import type { ApiChoice } from "./access.js";
import { ApiRow } from "./api-row.js";
import { findApis } from "./find-apis.js";

/** From how many on they are not seen at a glance. */
const MANY = 10;

interface Props {
  apis: readonly ApiChoice[];
  codes: readonly string[];
  onChange: (codes: string[]) => void;
  disabled?: boolean | undefined;
  /** Calls of the last 7 days by Api. Left out for a key that does not exist yet. */
  calls?: ReadonlyMap<string, number> | undefined;
}

/** The Apis to choose from; many of them with a field that finds one, or an operation. */
export function ApiList({ apis, codes, onChange, disabled, calls }: Props) {
  const [typed, setTyped] = useState("");
  const found = findApis(apis, typed);
  return (
    <>
      {apis.length >= MANY && (
        <FindField
          label="Find an API or operation"
          placeholder="Find an API, operation or path"
          value={typed}
          onChange={setTyped}
        />
      )}
      {found.length === 0 && typed && (
        <Text size="sm" role="status">
          No API and no operation fits.
        </Text>
      )}
      <ul className="lk-list" aria-label="APIs">
        {found.map(({ api, operations }) => (
          <ApiRow
            key={api.code}
            api={api}
            found={operations}
            codes={codes}
            onChange={onChange}
            disabled={disabled}
            calls={calls && (calls.get(api.code) ?? 0)}
          />
        ))}
      </ul>
    </>
  );
}
