import { Paper, Stack, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { permissionsOf } from "../permissions/access.js";
import { FailureAlert } from "../ui/failure-alert.js";
import { localTime } from "../ui/time.js";
import { DenialsPanel } from "../usage/denials-panel.js";
import { UsagePanel } from "../usage/usage-panel.js";
import { EndPanels } from "./end-panels.js";
import { FirstRequestPanel } from "./first-request-panel.js";
import { useKey } from "./key-context.js";
import { RegenerateDialog } from "./regenerate-dialog.js";
import { RotationPanel } from "./rotation-panel.js";
import { ShownOnce } from "./shown-once.js";
import { StatePanel } from "./state-panel.js";

export function OverviewTab() {
  const { key } = useKey();
  const [dialog, { open, close }] = useDisclosure(false);
  // The new token's text: here and nowhere else, until it has been copied.
  const [token, setToken] = useState<string | null>(null);
  const rotating = key.tokens.some(({ status }) => status === "RETIRING");
  const disabled = key.status === "DISABLED";
  // With another key every request is denied: none is to be waited for.
  const waiting = key.status === "ACTIVE" && token === null;
  return (
    <>
      {token ? <NewToken token={token} onDone={() => setToken(null)} /> : <StatePanel onRegenerate={open} />}
      {disabled && <EndPanels />}
      {rotating && <RotationPanel />}
      {key.lastUsedAt ? <UsagePanel id={key.id} /> : waiting && <FirstRequestPanel />}
      <DenialsPanel id={key.id} />
      {!disabled && <EndPanels />}
      <RegenerateDialog opened={dialog} onClose={close} onRegenerated={setToken} />
    </>
  );
}

function NewToken({ token, onDone }: { token: string; onDone: () => void }) {
  const { key } = useKey();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const own = key.tokens.find(({ hint }) => token.startsWith(hint));
  return (
    <Paper component="section" withBorder p="lg" className="lk-panel" aria-label="New token">
      <Stack gap="md">
        <Title order={2} ref={heading} tabIndex={-1} className="lk-heading">
          Copy the token now
        </Title>
        {own?.retiresAt && (
          <FailureAlert title="It was regenerated again meanwhile">
            There is a newer token, which somebody else has. This one works until {localTime(own.retiresAt)}{" "}
            and no longer.
          </FailureAlert>
        )}
        <ShownOnce pair={{ ...permissionsOf(key), key: key.key, token }} onDone={onDone} />
      </Stack>
    </Paper>
  );
}
