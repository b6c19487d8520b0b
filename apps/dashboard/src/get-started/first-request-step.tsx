import { Alert, Group, Loader, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useEffect } from "react";
import { announce } from "../ui/announce.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { RelativeTime } from "../ui/relative-time.js";

interface Used {
  id: string;
  name: string;
  lastUsedAt: string;
  lastUsedAddress: string | null;
}

/** Waits for the first request; once one has come, says from where, and what to do next. */
export function FirstRequestStep({ used }: { used: Used | undefined }) {
  const seen = used !== undefined;
  useEffect(() => {
    if (seen) announce("The first request has come");
  }, [seen]);
  if (!used) {
    return (
      <Panel
        title="3. Waiting for the first request"
        lead="This page notices it by itself, a second or two after it was made."
        aside={<Loader size="sm" type="dots" aria-hidden />}
      />
    );
  }
  return (
    <Panel title="3. The first request has come">
      <Alert color="green" icon={<IconCircleCheck />}>
        <Text size="sm" fw={600} c="inherit">
          “{used.name}” was used <RelativeTime at={used.lastUsedAt} />
          {used.lastUsedAddress && ` from ${used.lastUsedAddress}`}.
        </Text>
      </Alert>
      <Group gap="xs">
        <LinkButton to="/keys/$id" params={{ id: used.id }}>
          Open the key
        </LinkButton>
        <LinkButton to="/keys/$id/permissions" params={{ id: used.id }} variant="default">
          Restrict its APIs
        </LinkButton>
        <LinkButton to="/keys/$id/network" params={{ id: used.id }} variant="default">
          Restrict its addresses
        </LinkButton>
        <LinkAnchor to="/limits" size="sm">
          See your limits
        </LinkAnchor>
      </Group>
    </Panel>
  );
}
