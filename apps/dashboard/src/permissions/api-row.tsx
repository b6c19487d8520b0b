import { ActionIcon, Badge, Checkbox, Group, Stack, Text } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useId, useState } from "react";
import { counted } from "../ui/count.js";
import type { ApiChoice } from "./access.js";
import { apiState, grantedCount, toggleApi, toggleOperation } from "./selection.js";

interface Props {
  api: ApiChoice;
  /** The operations that are looked for: only they are shown, without unfolding. Null: it is not known that any is. */
  found: ApiChoice["operations"] | null;
  codes: readonly string[];
  onChange: (codes: string[]) => void;
  disabled?: boolean | undefined;
  calls?: number | undefined;
}

/** An Api, unfolding to its operations. */
export function ApiRow({ api, found, codes, onChange, disabled, calls }: Props) {
  const [unfolded, setUnfolded] = useState(false);
  const open = unfolded || found !== null;
  const operations = useId();
  const state = apiState(api, codes);
  const granted = grantedCount(api, codes);
  return (
    <li>
      <Group gap="sm" wrap="nowrap" justify="space-between">
        <Checkbox
          label={api.name}
          className="lk-words"
          flex="1 0 45%"
          miw="min-content"
          checked={state === "all"}
          indeterminate={state === "some"}
          onChange={() => onChange(toggleApi(api, codes))}
          disabled={disabled}
        />
        <Group gap="sm" wrap="nowrap">
          <Text size="xs" c="dimmed" ta="end">
            {state === "all"
              ? "all, also future ones"
              : `${granted} of ${counted(api.operations.length, "operation")}`}
            {calls !== undefined && calls > 0 && ` · ${counted(calls, "call")} in 7 days`}
          </Text>
          {found === null && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Operations of ${api.name}`}
              aria-expanded={open}
              aria-controls={open ? operations : undefined}
              onClick={() => setUnfolded(!open)}
            >
              {open ? <IconChevronDown size={18} /> : <IconChevronRight size={18} />}
            </ActionIcon>
          )}
        </Group>
      </Group>
      {open && (
        <Stack gap={10} pl={32} py={10} id={operations} role="group" aria-label={`Operations of ${api.name}`}>
          {(found ?? api.operations).map(({ code, method, path, summary }) => (
            <Checkbox
              key={code}
              size="sm"
              checked={state === "all" || codes.includes(code)}
              onChange={() => onChange(toggleOperation(api, code, codes))}
              disabled={disabled}
              label={summary || code}
              description={
                <span className="lk-mono">
                  <Badge size="xs" variant={method === "GET" ? "default" : "light"} radius="sm" mr={6}>
                    {method}
                  </Badge>
                  {path}
                </span>
              }
            />
          ))}
        </Stack>
      )}
    </li>
  );
}
