import { useMutation, useQuery } from "@apollo/client/react";
import { Button, Group, Stack, Title } from "@mantine/core";
import { useState } from "react";
import { useAccount } from "../identity/account.js";
import { personInWords } from "../identity/person-name.js";
import { mayChangeMember } from "../identity/roles.js";
import { type Column, DataTable } from "../ui/data-table.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { RelativeTime } from "../ui/relative-time.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { InviteDialog } from "./invite-dialog.js";
import { type Invitation, ROLES } from "./member.js";
import { InvitationsQuery, InviteMemberMutation } from "./members.graphql.js";
import { WithdrawDialog } from "./withdraw-dialog.js";

/** Who was invited and has not come yet, and the way to invite others. */
export function Invitations() {
  const { sid, viewerRole } = useAccount();
  const [inviting, setInviting] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Invitation | null>(null);
  const [inviteAgain] = useMutation(InviteMemberMutation);
  const save = useSave();
  const { data, error, refetch } = useQuery(InvitationsQuery, {
    variables: { sid },
    fetchPolicy: "cache-and-network",
  });
  const rows = data?.account.invitations ?? [];

  async function sendAgain({ email, role }: Invitation) {
    const input = { accountSid: sid, email, role };
    const done = await save.run(async () => (await inviteAgain({ variables: { input } })).data?.inviteMember);
    if (done) toastSaved(`A new invitation is on its way to ${email}. The earlier link has ended.`);
    await refetch();
  }

  const columns: readonly Column<Invitation>[] = [
    {
      header: "Invited",
      rowHeader: true,
      cell: ({ email }) => <strong className="lk-words">{email}</strong>,
    },
    { header: "Role", cell: ({ role }) => ROLES[role].name },
    {
      header: "By",
      cell: ({ invitedBy, createdAt }) => (
        <>
          {invitedBy ? personInWords(invitedBy) : "–"}, <RelativeTime at={createdAt} />
        </>
      ),
    },
    { header: "Ends", cell: ({ expiresAt }) => <RelativeTime at={expiresAt} /> },
    {
      header: "Actions",
      beside: true,
      cell: (row) =>
        mayChangeMember(viewerRole, row.role) && (
          <Group gap="xs">
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
              variant="light"
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

  return (
    <Stack gap="md">
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {rows.length > 0 && (
        <>
          <Title order={3} size="h4">
            Invitations
          </Title>
          <DataTable caption="Invitations" columns={columns} rows={rows} rowKey={({ id }) => id} />
        </>
      )}
      <SaveErrors save={save} subject="invitation" onReload={refetch} />
      {mayChangeMember(viewerRole, "VIEWER") && (
        <Group>
          <Button variant="default" onClick={() => setInviting(true)}>
            Invite somebody
          </Button>
        </Group>
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} reload={refetch} />}
      {withdrawing && (
        <WithdrawDialog invitation={withdrawing} onClose={() => setWithdrawing(null)} reload={refetch} />
      )}
    </Stack>
  );
}
