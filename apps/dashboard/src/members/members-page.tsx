import { useApolloClient, useQuery } from "@apollo/client/react";
import { Badge, Button, Group, Paper, Skeleton, Text } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useAccount, useSignedIn } from "../identity/account.js";
import { MembersQuery } from "../identity/identity.graphql.js";
import { Person } from "../identity/person.js";
import { personInWords } from "../identity/person-name.js";
import { KEY_MANAGERS, mayChangeMember } from "../identity/roles.js";
import { useReloadViewer } from "../identity/use-reload-viewer.js";
import { WhoMay } from "../identity/who-may.js";
import { Page } from "../shell/page.js";
import { type Column, DataTable } from "../ui/data-table.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { RelativeTime } from "../ui/relative-time.js";
import { InvitationsPanel } from "./invitations-panel.js";
import { InviteDialog } from "./invite-dialog.js";
import { type Member, ROLES } from "./member.js";
import { InvitationsQuery } from "./members.graphql.js";
import { RemoveDialog } from "./remove-dialog.js";
import { RoleDialog } from "./role-dialog.js";

/** Who is in the account, and what they may do. */
export function MembersPage() {
  const { viewer } = useSignedIn();
  const { sid, viewerRole } = useAccount();
  const client = useApolloClient();
  const reloadViewer = useReloadViewer();
  const [inviting, setInviting] = useState(false);
  const [changing, setChanging] = useState<Member | null>(null);
  const [removing, setRemoving] = useState<Member | null>(null);
  const { data, error, refetch } = useQuery(MembersQuery, {
    variables: { sid },
    fetchPolicy: "cache-and-network",
  });
  const mayInvite = mayChangeMember(viewerRole, "VIEWER");
  const isMe = ({ user }: Member) => user.id === viewer.user?.id;

  /** One's own rights may be others now. */
  async function reload(member: Member) {
    if (isMe(member)) await reloadViewer();
    // With somebody's right to invite their invitations end.
    else await client.refetchQueries({ include: [MembersQuery, InvitationsQuery] });
  }

  const reloadInvitations = () => client.refetchQueries({ include: [InvitationsQuery] });

  const columns: readonly Column<Member>[] = [
    {
      header: "Person",
      rowHeader: true,
      cell: (member) => (
        <Person
          name={
            <Group gap={6}>
              <strong className="lk-anywhere">{member.user.name}</strong>
              {isMe(member) && <Badge variant="default">You</Badge>}
            </Group>
          }
          email={member.user.email}
        />
      ),
    },
    { header: "Role", cell: ({ role }) => ROLES[role].name },
    { header: "Joined", cell: ({ joinedAt }) => <RelativeTime at={joinedAt} /> },
    {
      header: "Actions",
      beside: true,
      cell: (member) =>
        (isMe(member) || mayChangeMember(viewerRole, member.role)) && (
          <Group gap="xs" className="lk-acts">
            {mayChangeMember(viewerRole, member.role) && (
              <Button
                size="xs"
                variant="default"
                aria-label={`Change the role: ${personInWords(member.user)}`}
                onClick={() => setChanging(member)}
              >
                Change role
              </Button>
            )}
            <Button
              size="xs"
              variant="subtle"
              color="red"
              aria-label={isMe(member) ? undefined : `Remove: ${personInWords(member.user)}`}
              onClick={() => setRemoving(member)}
            >
              {isMe(member) ? "Leave" : "Remove"}
            </Button>
          </Group>
        ),
    },
  ];

  return (
    <Page
      title="Members"
      lead={
        <Text size="sm" c="dimmed">
          Who signs in to this account, and what they may do.
        </Text>
      }
      actions={
        mayInvite && (
          <Button leftSection={<IconUserPlus size={16} />} onClick={() => setInviting(true)}>
            Invite somebody
          </Button>
        )
      }
    >
      {!mayInvite && <WhoMay act="change who is in the account" roles={KEY_MANAGERS} />}
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height={120} />}
      {data && (
        <Paper withBorder px="lg" py={6} className="lk-panel">
          <DataTable
            caption="Members"
            columns={columns}
            rows={data.account.members}
            rowKey={({ id }) => id}
          />
        </Paper>
      )}
      {viewerRole === "ADMIN" && (
        <Text size="sm" c="dimmed">
          Owners are changed by owners alone.
        </Text>
      )}
      <InvitationsPanel />
      {inviting && <InviteDialog onClose={() => setInviting(false)} reload={reloadInvitations} />}
      {changing && (
        <RoleDialog
          member={changing}
          isMe={isMe(changing)}
          onClose={() => setChanging(null)}
          reload={() => reload(changing)}
        />
      )}
      {removing && (
        <RemoveDialog
          member={removing}
          isMe={isMe(removing)}
          onClose={() => setRemoving(null)}
          reload={() => reload(removing)}
        />
      )}
    </Page>
  );
}
