import { Alert, Button, Group, Stack } from "@mantine/core";
import { IconDownload, IconShieldLock } from "@tabler/icons-react";
import { CopyButton } from "../ui/copy-button.js";
import { LeaveGuard } from "../ui/leave-guard.js";
import { saveFile } from "../ui/save-file.js";
import { recoveryFile } from "./recovery-file.js";
import { StepTitle } from "./step-title.js";

interface Props {
  codes: readonly string[];
  email: string | null;
  onDone: () => void;
}

/** The recovery codes right after they were made. They live in the caller's component state and nowhere else. */
export function RecoveryCodes({ codes, email, onDone }: Props) {
  const save = () =>
    saveFile("latchkey-recovery-codes.txt", "text/plain", recoveryFile(codes, email, location.host));
  return (
    <Stack gap="md">
      <StepTitle>Keep your recovery codes</StepTitle>
      <Alert color="amber" icon={<IconShieldLock />}>
        They are shown this one time. Each signs you in once, when you don't have your authenticator app: keep
        them where you find them without it.
      </Alert>
      <ul className="lk-code lk-codes" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="xs">
        <CopyButton text={codes.join("\n")} what="All codes" />
        <Button variant="default" leftSection={<IconDownload size={16} />} onClick={save}>
          Save as a file
        </Button>
      </Group>
      <Group>
        <Button onClick={onDone}>I have kept them</Button>
      </Group>
      <LeaveGuard active title="Leave without the recovery codes?">
        Once you leave, they cannot be shown again. You would have to make new ones.
      </LeaveGuard>
    </Stack>
  );
}
