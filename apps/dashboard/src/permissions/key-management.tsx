import { Checkbox, Fieldset, Stack, Text } from "@mantine/core";
import { useAccount } from "../accounts/account.js";
import { mayManageKeys } from "../accounts/roles.js";
import type { ApiChoice } from "./access.js";

interface Props {
  api: ApiChoice;
  codes: readonly string[];
  onChange: (codes: string[]) => void;
  disabled?: boolean;
}

/** Managing the account with this key: never a part of all APIs, and granted by owners and admins alone. */
export function KeyManagement({ api, codes, onChange, disabled }: Props) {
  const may = mayManageKeys(useAccount().viewerRole);
  const whole = codes.includes(api.code);
  const all = api.operations.map(({ code }) => code);

  function toggle(code: string) {
    const held = whole ? all : all.filter((known) => codes.includes(known));
    const next = held.includes(code) ? held.filter((known) => known !== code) : [...held, code];
    onChange([...codes.filter((known) => known !== api.code && !all.includes(known)), ...next]);
  }

  return (
    <Fieldset legend="Managing keys with this key" variant="unstyled" mt="xs" className="lk-fieldset">
      <Stack gap="xs" mt={6}>
        <Text size="sm" c="dimmed">
          For automation through GraphQL. “All APIs” never includes it
          {may ? "." : ", and only an owner or an admin can grant it."}
        </Text>
        {api.operations.map(({ code, summary }) => (
          <Checkbox
            key={code}
            label={summary || code}
            description={<span className="lk-mono">{code}</span>}
            checked={whole || codes.includes(code)}
            onChange={() => toggle(code)}
            disabled={disabled || !may}
          />
        ))}
      </Stack>
    </Fieldset>
  );
}
