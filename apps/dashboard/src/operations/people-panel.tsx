import { useQuery } from "@apollo/client/react";
import { Skeleton } from "@mantine/core";
import { Person } from "../identity/person.js";
import { type Member, ROLES } from "../members/member.js";
import { MembersQuery } from "../members/members.graphql.js";
import { type Column, DataTable } from "../ui/data-table.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { RelativeTime } from "../ui/relative-time.js";

const columns: readonly Column<Member>[] = [
  {
    header: "Person",
    rowHeader: true,
    cell: ({ user: { name, email } }) => <Person name={name} email={email} />,
  },
  { header: "Role", cell: ({ role }) => ROLES[role].name },
  { header: "Joined", cell: ({ joinedAt }) => <RelativeTime at={joinedAt} /> },
];

/** Who can be written to about an account. */
export function PeoplePanel({ sid }: { sid: string }) {
  const { data, error, refetch } = useQuery(MembersQuery, {
    variables: { sid },
  });
  return (
    <Panel title="People" lead="Who signs in to the account.">
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height={80} />}
      {data && (
        <DataTable caption="People" columns={columns} rows={data.account.members} rowKey={({ id }) => id} />
      )}
    </Panel>
  );
}
