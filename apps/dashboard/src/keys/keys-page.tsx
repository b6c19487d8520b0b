import { useQuery } from "@apollo/client/react";
import { Skeleton, Stack } from "@mantine/core";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useAccount } from "../accounts/account.js";
import { mayChangeKeys } from "../accounts/roles.js";
import { SuspendedAlert } from "../accounts/suspended-alert.js";
import { standing } from "../apollo/standing.js";
import { readFragment } from "../graphql.js";
import { useApis } from "../permissions/use-apis.js";
import { Page } from "../shell/page.js";
import { Empty } from "../ui/empty.js";
import { LinkButton } from "../ui/links.js";
import { ListFooter } from "../ui/list-footer.js";
import { ListPanel } from "../ui/list-panel.js";
import { DeniedCallLink } from "../usage/denied-call-link.js";
import { keyColumns } from "./key-columns.js";
import { KeyFilters } from "./key-filters.js";
import { KeyOrderSelect } from "./key-order.js";
import { KeyRow, KeysQuery } from "./keys.graphql.js";
import { isFiltered } from "./keys-search.js";

const route = getRouteApi("/signed-in/in-account/keys");
const PAGE_SIZE = 25;

export function KeysPage() {
  const { sid, viewerRole } = useAccount();
  const { status, ...filters } = route.useSearch();
  const filtered = isFiltered({ status, ...filters });
  const query = useQuery(KeysQuery, {
    variables: { sid, first: PAGE_SIZE, status: status && [status], ...filters },
  });
  // What a key may call is told by the Apis' names: without them columns would change their widths a moment later.
  const { loaded, error: noApis } = useApis();
  const account = loaded || noApis ? standing(query)?.account : undefined;
  const keys = account?.apiKeys;

  return (
    <Page
      title="Keys"
      actions={
        <>
          <KeyOrderSelect />
          {mayChangeKeys(viewerRole) && <NewKeyButton />}
        </>
      }
    >
      {account?.suspended && <SuspendedAlert />}
      <KeyFilters />
      <ListPanel
        caption="API keys"
        className="lk-keys"
        columns={keyColumns}
        rows={keys && readFragment(KeyRow, keys.nodes)}
        rowKey={({ id }) => id}
        query={query}
        loading={<Skeleton height={420} />}
        empty={
          filtered || filters.after ? (
            <NoneFits search={filters.search} />
          ) : (
            <NoKeys mayCreate={mayChangeKeys(viewerRole)} />
          )
        }
      />
      <ListFooter page={keys} after={filters.after} words={["key"]} query={query} />
    </Page>
  );
}

function NewKeyButton() {
  return (
    <LinkButton to="/keys/new" leftSection={<IconPlus size={16} />}>
      New key
    </LinkButton>
  );
}

function NoneFits({ search }: { search: string | undefined }) {
  return (
    <Empty
      title="No key fits these filters"
      action={
        <LinkButton to="/keys" search={{}} variant="default">
          Show all keys
        </LinkButton>
      }
    >
      {search !== undefined && <DeniedCallLink text={search} />}
    </Empty>
  );
}

function NoKeys({ mayCreate }: { mayCreate: boolean }) {
  return (
    <Empty
      icon={<IconKey />}
      title="This account has no key"
      action={mayCreate ? <NewKeyButton /> : undefined}
    >
      <Stack gap={4}>
        <span>Until there is one, every call to the APIs is denied. Nothing else here depends on a key.</span>
        {!mayCreate && <span>An owner, an admin or a developer of the account can create one.</span>}
      </Stack>
    </Empty>
  );
}
