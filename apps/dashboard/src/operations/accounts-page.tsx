import { useQuery } from "@apollo/client/react";
import { Badge, Button, Group, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { standing } from "../apollo/standing.js";
import type { ResultOf } from "../graphql.js";
import { Page } from "../shell/page.js";
import type { Column } from "../ui/data-table.js";
import { Empty } from "../ui/empty.js";
import { FilterChip, FilterChips } from "../ui/filter-chips.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { ListFooter } from "../ui/list-footer.js";
import { ListPanel } from "../ui/list-panel.js";
import { SearchField } from "../ui/search-field.js";
import { type AccountsSearch, STATES } from "./accounts-search.js";
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
      {stateInWords(suspended)}
    </Badge>
  );
}

const stateInWords = (suspended: boolean) => (suspended ? "Suspended" : "Active");

/** All accounts; one of them is opened to see its limits, enter a request for it, or suspend it. */
export function AccountsPage() {
  const { search, state, after } = route.useSearch();
  const [dialog, { open, close }] = useDisclosure(false);
  const query = useQuery(AccountsQuery, {
    variables: {
      search: search ?? null,
      suspended: state === undefined ? null : state === "SUSPENDED",
      first: PAGE_SIZE,
      after: after ?? null,
    },
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
      <Filters />
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
          >
            {search !== undefined &&
              !search.includes("@") &&
              "To find it by a person in it, search for an e-mail address, or a part of one with the @."}
          </Empty>
        }
      />
      <ListFooter page={page} after={after} words={["account"]} query={query} />
      {dialog && <NewAccountDialog onClose={close} />}
    </Page>
  );
}

/** Search and chips; all stand in the address, so that a filtered list can be passed on. */
function Filters() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  function apply(change: AccountsSearch) {
    void navigate({ search: (old) => ({ ...old, ...change, after: undefined }), replace: true });
  }
  return (
    <Group gap="sm">
      <SearchField
        label="Search accounts"
        placeholder="Search by name, sid or e-mail"
        search={filters.search}
        apply={(search) => apply({ search })}
      />
      <FilterChips label="Filter by state">
        {STATES.map((state) => (
          <FilterChip
            key={state}
            checked={filters.state === state}
            onChange={(checked) => apply({ state: checked ? state : undefined })}
          >
            {stateInWords(state === "SUSPENDED")}
          </FilterChip>
        ))}
      </FilterChips>
    </Group>
  );
}
