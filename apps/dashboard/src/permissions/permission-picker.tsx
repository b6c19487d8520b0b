import { Alert, Button, Group, Skeleton, Stack } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { Choices } from "../ui/choices.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { useLeftBehind } from "../ui/use-left-behind.js";
import type { Permissions } from "./access.js";
import { ApiList } from "./api-list.js";
import { KeyManagement } from "./key-management.js";
import { RetiredCodes } from "./retired-codes.js";
import { managingCodes, selectApis, selectReading } from "./selection.js";
import { useApis } from "./use-apis.js";

interface Props {
  value: Permissions;
  onChange: (value: Permissions) => void;
  disabled?: boolean;
  /** Calls of the last 7 days by Api; null: on their way. Left out for a key that does not exist yet. */
  calls?: ReadonlyMap<string, number> | null;
  error?: string;
}

const SCOPES = [
  { value: "ALL_APIS", label: "All APIs", description: "Also the ones that are added later." },
  {
    value: "SELECTED_APIS",
    label: "Only selected APIs",
    description: "Every other call is denied with 403.",
  },
] as const;

/** Which APIs a key may call. */
export function PermissionPicker({ value, onChange, disabled, calls, error }: Props) {
  const { apis, keyManagement, loaded, error: problem, refetch } = useApis();
  const { scope, codes } = value;
  const isKnown = loaded && calls !== null;
  const managed = managingCodes(codes);
  const setCodes = (next: string[]) => onChange({ scope, codes: next });
  const { leaveFor, left } = useLeftBehind(value);
  const setScope = (next: Permissions["scope"]) => {
    const chosen = { scope: next, codes: managed };
    onChange(next === "ALL_APIS" ? leaveFor(chosen) : (left ?? chosen));
  };

  return (
    <Stack gap="md">
      <Choices
        name="Access"
        choices={SCOPES}
        value={scope}
        onChange={setScope}
        disabled={disabled}
        error={error}
      />
      {problem && <ProblemAlert error={problem} onRetry={refetch} />}
      {scope === "SELECTED_APIS" && !isKnown && !problem && <Skeleton height={240} />}
      {scope === "SELECTED_APIS" && isKnown && (
        <>
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              disabled={disabled}
              onClick={() => setCodes(selectReading(apis, codes))}
            >
              Select reading only
            </Button>
            {calls && calls.size > 0 && (
              <Button
                size="xs"
                variant="default"
                disabled={disabled}
                onClick={() => setCodes(selectApis(apis, [...calls.keys()], codes))}
              >
                Select what this key used
              </Button>
            )}
            <Button size="xs" variant="default" disabled={disabled} onClick={() => setCodes(managed)}>
              Select none
            </Button>
          </Group>
          <ApiList apis={apis} codes={codes} onChange={setCodes} disabled={disabled} calls={calls} />
          {codes.length === 0 && (
            <Alert color="amber" icon={<IconInfoCircle />}>
              Nothing is selected: every call with this key is denied.
            </Alert>
          )}
          <RetiredCodes
            apis={keyManagement ? [...apis, keyManagement] : apis}
            codes={codes}
            onChange={setCodes}
            disabled={disabled}
          />
        </>
      )}
      {keyManagement && (
        <KeyManagement api={keyManagement} codes={codes} onChange={setCodes} disabled={disabled} />
      )}
    </Stack>
  );
}
