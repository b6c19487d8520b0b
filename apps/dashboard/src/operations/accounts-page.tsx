import { useQuery } from "@apollo/client/react";
import { Badge, Button, Skeleton, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { standing } from "../apollo/standing.js";
import type { ResultOf } from "../graphql.js";
import { Page } from "../shell/page.js";
import type { Column } from "../ui/data-table.js";
import { Empty } from "../ui/empty.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { ListFooter } from "../ui/list-footer.js";
import { ListPanel } from "../ui/list-panel.js";
import { useSearchField } from "../ui/use-search-field.js";
import { NewAccountDialog } from "./new-account-dialog.js";
import { AccountsQuery } from "./operations.graphql.js";

type Row = ResultOf<typeof AccountsQuery>["accounts"]["nodes"][number];

const route = getRouteApi("/signed-in/operations/accounts");
const PAGE_SIZE = 25;

const columns: readonly Column<Row>[] = [
  {
    header: "Account",
    rowHeader: true,
    cell: ({ sid, name }) => (
      <LinkAnchor to="/operations/accounts/$sid" params={{ sid }} fw={600} className="lk-anywhere">
        {name}
      </LinkAnchor>
    ),
  },
  { header: "Sid", cell: ({ sid }) => <span className="lk-mono">{sid}</span> },
  { header: "State", beside: true, cell: ({ suspended }) => <SuspensionBadge suspended={suspended} /> },
];

export function SuspensionBadge({ suspended }: { suspended: boolean }) {
  return (
    <Badge variant="light" color={suspended ? "red" : "green"}>
      {suspended ? "Suspended" : "Active"}
    </Badge>
  );
}

/** All accounts; one of them is opened to see its limits, enter a request for it, or suspend it. */
export function AccountsPage() {
  const { search, after } = route.useSearch();
  const [dialog, { open, close }] = useDisclosure(false);
  const query = useQuery(AccountsQuery, {
    variables: { search: search ?? null, first: PAGE_SIZE, after: after ?? null },
  });
  const page = standing(query)?.accounts;
  return (
    <Page
      title="Accounts"
      area="Operations"
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={open}>
          New account
        </Button>
      }
      lead="Open one to see its limits, to enter a request that came by mail, or to suspend it."
    >
      <SearchField />
      <ListPanel
        caption="Accounts"
        columns={columns}
        rows={page?.nodes}
        rowKey={({ id }) => id}
        query={query}
        loading={<Skeleton height={240} />}
        empty={
          <Empty
            title="No account fits"
            action={
              <LinkButton to="/operations/accounts" search={{}} variant="default">
                Show all accounts
              </LinkButton>
            }
          />
        }
      />
      <ListFooter page={page} after={after} words={["account"]} query={query} />
      {dialog && <NewAccountDialog onClose={close} />}
    </Page>
  );
}

function SearchField() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const { value, onChange } = useSearchField(filters.search, (search) => {
    void navigate({ search: search ? { search } : {}, replace: true });
  });
  return (
    <TextInput
      aria-label="Search accounts"
      placeholder="Search by name or sid"
      leftSection={<IconSearch size={16} aria-hidden />}
      type="search"
      maxLength={100}
      maw={360}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
