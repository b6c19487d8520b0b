import { useApolloClient } from "@apollo/client/react";
import { Alert, Badge, Button, Group, Paper } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useState } from "react";
import { useAccount, useSignedIn } from "../accounts/account.js";
import { mayChangeMember } from "../accounts/roles.js";
import { Person } from "../identity/person.js";
import { personInWords } from "../identity/person-name.js";
import { useReloadViewer } from "../identity/use-reload-viewer.js";
import { type Column, DataTable } from "../ui/data-table.js";
import { LinkAnchor } from "../ui/links.js";
import { RelativeTime } from "../ui/relative-time.js";
import { useFound } from "../ui/use-found.js";
import { type Member, ROLES } from "./member.js";
import { InvitationsQuery, MembersQuery } from "./members.graphql.js";
import { RemoveDialog } from "./remove-dialog.js";
import { RoleDialog } from "./role-dialog.js";

/** The people in the account, each with what the viewer may do about them. */
export function MembersTable({ members }: { members: readonly Member[] }) {
  const { viewer } = useSignedIn();
  const client = useApolloClient();
  const reloadViewer = useReloadViewer();
  const [changing, setChanging] = useState<Member | null>(null);
  const [removing, setRemoving] = useState<Member | null>(null);
  // Gone from the table, and with them the way to their keys.
  const [gone, setGone] = useState<Member | null>(null);
  const now = (member: Member) => members.find(({ id }) => id === member.id);
  const isMe = ({ user }: Member) => user.id === viewer.user?.id;
  const { shown, field, more, none } = useFound(members, {
    textsOf: ({ user, role }) => [user.name, user.email ?? "", ROLES[role].name],
    find: "Find a member",
    none: "No member fits.",
  });

  /** One's own rights may be others now. */
  async function reload(member: Member) {
    if (isMe(member)) await reloadViewer();
    // With somebody's right to invite their invitations end.
    else await client.refetchQueries({ include: [MembersQuery, InvitationsQuery] });
  }

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
      header: "Keys",
      cell: ({ user }) => (
        <LinkAnchor
          to="/keys"
          search={{ knownTo: user.id }}
          title="Those that they have made or hold, or whose token they have regenerated"
          aria-label={`See keys: ${personInWords(user)}`}
        >
          See keys
        </LinkAnchor>
      ),
    },
    {
      header: "Actions",
      beside: true,
      cell: (member) => (
        <Actions
          member={member}
          isMe={isMe(member)}
          onChange={() => setChanging(member)}
          onRemove={() => setRemoving(member)}
        />
      ),
    },
  ];

  return (
    <>
      {field}
      {none || (
        <Paper withBorder px="lg" py={6} className="lk-panel">
          <DataTable caption="Members" columns={columns} rows={shown} rowKey={({ id }) => id} />
        </Paper>
      )}
      {more}
      {changing && (
        <RoleDialog
          member={changing}
          now={now(changing)}
          isMe={isMe(changing)}
          onClose={() => setChanging(null)}
          reload={() => reload(changing)}
        />
      )}
      {removing && (
        <RemoveDialog
          member={removing}
          now={now(removing)}
          isMe={isMe(removing)}
          onClose={() => setRemoving(null)}
          reload={() => reload(removing)}
          onRemoved={() => setGone(removing)}
        />
      )}
      {gone && !isMe(gone) && (
        <Alert color="amber" icon={<IconKey />} title={`${gone.user.name} may still know tokens`}>
          Removing somebody changes no key.{" "}
          <LinkAnchor to="/keys" search={{ knownTo: gone.user.id }} size="sm" underline="always">
            See the keys whose token they may know
          </LinkAnchor>{" "}
          and regenerate those.
        </Alert>
      )}
    </>
  );
}

interface ActionsProps {
  member: Member;
  isMe: boolean;
  onChange: () => void;
  onRemove: () => void;
}

function Actions({ member, isMe, onChange, onRemove }: ActionsProps) {
  const { viewerRole } = useAccount();
  const mayChange = mayChangeMember(viewerRole, member.role);
  if (!isMe && !mayChange) return null;
  return (
    <Group gap="xs" className="lk-acts">
      {mayChange && (
        <Button
          size="xs"
          variant="default"
          aria-label={`Change role: ${personInWords(member.user)}`}
          onClick={onChange}
        >
          Change role
        </Button>
      )}
      <Button
        size="xs"
        variant="subtle"
        color="red"
        aria-label={isMe ? undefined : `Remove: ${personInWords(member.user)}`}
        onClick={onRemove}
      >
        {isMe ? "Leave" : "Remove"}
      </Button>
    </Group>
  );
}
