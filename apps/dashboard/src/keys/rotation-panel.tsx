import { useQuery } from "@apollo/client/react";
import { Alert, Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAlertTriangle, IconCircleCheck, IconHourglass } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useAccount } from "../accounts/account.js";
import { mayChangeKey } from "../accounts/roles.js";
import { type ResultOf, readFragment } from "../graphql.js";
import { WithAddresses } from "../ui/address.js";
import { announce } from "../ui/announce.js";
import { Loading } from "../ui/loading.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { RelativeTime } from "../ui/relative-time.js";
import { countdown, everyTime } from "../ui/time.js";
import { useNow } from "../ui/use-now.js";
import { DeleteOldDialog } from "./delete-old-dialog.js";
import { useKey } from "./key-context.js";
import { RotationQuery, TokenEvidence } from "./rotation.graphql.js";
import { type OldTokenState, oldTokenState } from "./rotation.js";
import { OldTokenCallers, TokenUses } from "./token-uses.js";

type Evidence = ResultOf<typeof TokenEvidence>;

/** During a grace period: whether the services have moved, seen live, and when the old token ends. */
export function RotationPanel() {
  const { sid } = useAccount();
  const { key } = useKey();
  const { data, error, refetch } = useQuery(RotationQuery, {
    variables: { sid, id: key.id },
    pollInterval: 3000,
  });
  const tokens = readFragment(TokenEvidence, data?.account.apiKey?.tokens ?? []);
  const old = tokens.find(({ status }) => status === "RETIRING");
  const active = tokens.find(({ status }) => status === "ACTIVE");
  return (
    <Panel title="Old and new token" lead="Two tokens work side by side until the old one ends.">
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {old?.retiresAt && active ? (
        // What was asked about one old token is not done to another.
        <Rotation key={old.id} old={old} active={active} retiresAt={Date.parse(old.retiresAt)} />
      ) : (
        !error && <Loading heights={[545, 810, 1110]} />
      )}
    </Panel>
  );
}

function Rotation({ old, active, retiresAt }: { old: Evidence; active: Evidence; retiresAt: number }) {
  const { key } = useKey();
  const may = mayChangeKey(useAccount().viewerRole, key.permissions);
  const now = useNow(1000);
  const [dialog, { open, close }] = useDisclosure(false);
  const state = oldTokenState(old, now);
  return (
    <Stack gap="lg">
      <SimpleGrid
        component="ol"
        cols={{ base: 1, sm: 3 }}
        spacing="md"
        m={0}
        p={0}
        style={{ listStyle: "none" }}
      >
        <Step number={1} title="New token issued">
          <RelativeTime at={active.createdAt} />
          <span className="lk-mono">{active.hint}…</span>
        </Step>
        <Step number={2} title="Move your services">
          <span>{active.lastUsedAt ? "The new token is in use." : "The new token is not used yet."}</span>
          <span>The key stays, only the token changes.</span>
        </Step>
        <Step number={3} title="Old token ends">
          <Text
            span
            fw={600}
            size="lg"
            className="lk-figures"
            role="timer"
            aria-label="Time left for the old token"
          >
            {countdown(retiresAt, now)}
          </Text>
          {everyTime(retiresAt).map((time) => (
            <span key={time}>{time}</span>
          ))}
        </Step>
      </SimpleGrid>
      <TokenUses old={old} active={active} />
      <OldTokenAlert state={state} />
      <OldTokenCallers old={old} />
      {may && (
        <Group>
          <Button color="red" variant={state.level === "safe" ? "filled" : "light"} onClick={open}>
            Delete the old token now
          </Button>
        </Group>
      )}
      <DeleteOldDialog opened={dialog} onClose={close} state={state} />
    </Stack>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className="lk-step">
      <Text size="sm" fw={600}>
        {number}. {title}
      </Text>
      <Stack gap={0} fz="sm" c="dimmed">
        {children}
      </Stack>
    </li>
  );
}

const LEVELS = {
  safe: { color: "green", icon: <IconCircleCheck /> },
  quiet: { color: "amber", icon: <IconHourglass /> },
  "in-use": { color: "red", icon: <IconAlertTriangle /> },
} as const;

function OldTokenAlert({ state }: { state: OldTokenState }) {
  const { level, sentence } = state;
  const said = useRef(level);
  useEffect(() => {
    if (said.current !== level) announce(sentence);
    said.current = level;
  }, [level, sentence]);
  return (
    // Not a live region: its minutes pass, and each would be said.
    <Alert {...LEVELS[level]} role="note" data-testid="old-token-state">
      <Text size="sm" fw={600} c="inherit" className="lk-anywhere">
        <WithAddresses text={sentence} />
      </Text>
    </Alert>
  );
}
