import { useQuery } from "@apollo/client/react";
import { Group, Skeleton, Stack, Switch, Text } from "@mantine/core";
import type { ResultOf } from "../graphql.js";
import { CopyAsGraphql } from "../ui/copy-as-graphql.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { useSignedIn } from "./account.js";
import { MyNotificationsQuery, SetMyNotificationsMutation } from "./notifications.graphql.js";

type Kind = ResultOf<typeof MyNotificationsQuery>["myNotifications"][number]["kind"];

const WORDS: Record<Kind, { label: string; description: string }> = {
  REQUESTS: { label: "Requests that wait", description: "For operators: somebody asks for another limit." },
  DECISIONS: {
    label: "Decisions",
    description: "What became of a request for another limit, and of a granted limit.",
  },
  LIMIT_ENDS: { label: "Ends of limits", description: "7 days and 1 day before a granted limit ends." },
  KEY_ENDS: { label: "Ends of keys", description: "7 days and 1 day before a key ends." },
  ROTATIONS: {
    label: "Regenerated tokens",
    description: "A key has a new token; or its old token ends soon and is still used.",
  },
};

/** Which mails one gets; each switch is saved at once. */
export function NotificationsPanel() {
  const { account } = useSignedIn();
  const sid = account?.sid ?? null;
  const { data, error, refetch } = useQuery(MyNotificationsQuery, {
    variables: { sid },
  });
  const save = useSave();

  const write = (settings: { kind: Kind; wanted: boolean }[]) => ({
    document: SetMyNotificationsMutation,
    input: () => ({ accountSid: sid, settings }),
  });

  async function set(kind: Kind, wanted: boolean) {
    const done = await save.send(write([{ kind, wanted }]));
    if (done) toastSaved(`${WORDS[kind].label}: ${wanted ? "mailed to you" : "no mails"}.`);
    // What can't be read again is told above.
    await refetch().catch(() => undefined);
  }

  return (
    <Panel
      title="Mails"
      lead={
        account
          ? `Of the account ${account.name}. Owners and admins get those of the whole account, others those about what they asked for and their own keys.`
          : undefined
      }
    >
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height={140} />}
      <Stack gap="md">
        {data?.myNotifications.map(({ kind, wanted }) => (
          <Switch
            key={kind}
            label={WORDS[kind].label}
            description={WORDS[kind].description}
            checked={wanted}
            disabled={save.pending}
            onChange={(event) => set(kind, event.currentTarget.checked)}
          />
        ))}
      </Stack>
      <Text size="sm" c="dimmed">
        Mails about how you sign in, such as that your password was changed, come in any case.
      </Text>
      {data && data.myNotifications.length > 0 && (
        <Group>
          <CopyAsGraphql write={write(data.myNotifications.map(({ kind, wanted }) => ({ kind, wanted })))} />
        </Group>
      )}
      {data?.myNotifications.length === 0 && <Text size="sm">There is nothing to choose.</Text>}
      <SaveErrors save={save} subject="choice" onReload={refetch} />
    </Panel>
  );
}
