import { useQuery } from "@apollo/client/react";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useAccount } from "../accounts/account.js";
import { mayChangeMember } from "../accounts/roles.js";
import { Person } from "../identity/person.js";
import { type Column, DataTable } from "../ui/data-table.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { RelativeTime } from "../ui/relative-time.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { type Invitation, ROLES } from "./member.js";
import { InvitationsQuery, InviteMemberMutation } from "./members.graphql.js";
import { WithdrawDialog } from "./withdraw-dialog.js";

/** Who was invited and has not come yet; nothing where nobody was. */
export function InvitationsPanel() {
  const { sid, viewerRole } = useAccount();
  const [withdrawing, setWithdrawing] = useState<Invitation | null>(null);
  const save = useSave();
  const { data, error, refetch } = useQuery(InvitationsQuery, {
    variables: { sid },
  });
  const rows = data?.account.invitations ?? [];

  async function sendAgain({ email, role }: Invitation) {
    const input = () => ({ accountSid: sid, email, role });
    const done = await save.send({ document: InviteMemberMutation, input });
    if (done) toastSaved(`A new invitation is on its way to ${email}. The earlier link has ended.`);
    await refetch();
  }

  const columns: readonly Column<Invitation>[] = [
    {
      header: "Invited",
      rowHeader: true,
      cell: ({ email }) => <strong>{email}</strong>,
    },
    { header: "Role", cell: ({ role }) => ROLES[role].name },
    {
      header: "By",
      cell: ({ invitedBy, createdAt }) => (
        <Stack gap={0}>
          {invitedBy ? <Person name={invitedBy.name} email={invitedBy.email} /> : "–"}
          <Text size="xs" c="dimmed">
            <RelativeTime at={createdAt} />
          </Text>
        </Stack>
      ),
    },
    { header: "Ends", cell: ({ expiresAt }) => <RelativeTime at={expiresAt} /> },
    {
      header: "Actions",
      beside: true,
      cell: (row) =>
        mayChangeMember(viewerRole, row.role) && (
          <Group gap="xs" className="lk-acts">
            <Button
              size="xs"
              variant="default"
              disabled={save.pending}
              aria-label={`Send again: ${row.email}`}
              onClick={() => sendAgain(row)}
            >
              Send again
            </Button>
            <Button
              size="xs"
              variant="subtle"
              color="red"
              aria-label={`Withdraw: ${row.email}`}
              onClick={() => setWithdrawing(row)}
            >
              Withdraw
            </Button>
          </Group>
        ),
    },
  ];

  const hasFailed = save.error !== null || save.refused.length > 0;
  if (rows.length === 0 && !error && !hasFailed) return null;
  return (
    <Panel title="Invitations" lead="Who was invited and has not come yet.">
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {rows.length > 0 && (
        <DataTable caption="Invitations" columns={columns} rows={rows} rowKey={({ id }) => id} />
      )}
      <SaveErrors save={save} subject="invitation" onReload={refetch} />
      {withdrawing && (
        <WithdrawDialog invitation={withdrawing} onClose={() => setWithdrawing(null)} reload={refetch} />
      )}
    </Panel>
  );
}
