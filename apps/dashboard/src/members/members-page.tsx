import { useApolloClient, useQuery } from "@apollo/client/react";
import { Button, Skeleton, Text } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useAccount } from "../accounts/account.js";
import { KEY_MANAGERS, mayChangeMember } from "../accounts/roles.js";
import { WhoMay } from "../accounts/who-may.js";
import { Page } from "../shell/page.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { InvitationsPanel } from "./invitations-panel.js";
import { InviteDialog } from "./invite-dialog.js";
import { InvitationsQuery, MembersQuery } from "./members.graphql.js";
import { MembersTable } from "./members-table.js";

/** Who is in the account, and what they may do. */
export function MembersPage() {
  const { sid, viewerRole } = useAccount();
  const client = useApolloClient();
  const [inviting, setInviting] = useState(false);
  const { data, error, refetch } = useQuery(MembersQuery, {
    variables: { sid },
  });
  const mayInvite = mayChangeMember(viewerRole, "VIEWER");
  const reloadInvitations = () => client.refetchQueries({ include: [InvitationsQuery] });

  return (
    <Page
      title="Members"
      lead="Who signs in to this account, and what they may do."
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
      {data && <MembersTable members={data.account.members} />}
      {viewerRole === "ADMIN" && (
        <Text size="sm" c="dimmed">
          Owners are changed by owners alone.
        </Text>
      )}
      <InvitationsPanel />
      {inviting && <InviteDialog onClose={() => setInviting(false)} reload={reloadInvitations} />}
    </Page>
  );
}
