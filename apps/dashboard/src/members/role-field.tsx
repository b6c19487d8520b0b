import { Radio, Stack } from "@mantine/core";
import { useAccount } from "../accounts/account.js";
import { ROLES, type Role, rolesToGive } from "./member.js";

/** The roles that the viewer can give, each with what it may do. */
export function RoleField({ value, onValue }: { value: Role; onValue: (role: Role) => void }) {
  const { viewerRole } = useAccount();
  return (
    <Radio.Group label="Role" value={value} onChange={(role) => onValue(role as Role)}>
      <Stack gap="sm" mt="xs">
        {rolesToGive(viewerRole).map((role) => (
          <Radio key={role} value={role} label={ROLES[role].name} description={ROLES[role].may} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
