import { useQuery } from "@apollo/client/react";
import { IconKeyOff } from "@tabler/icons-react";
import { InAnotherAccount, useOtherAccount } from "../accounts/in-another-account.js";
import { Page } from "../shell/page.js";
import { PageSkeleton } from "../shell/page-skeleton.js";
import { Empty } from "../ui/empty.js";
import { LinkButton } from "../ui/links.js";
import { KeyAccountQuery } from "./key.graphql.js";
import { LastChange } from "./last-change.js";

/** For an id of no living key of the open account: where else the key is, or what became of it. */
export function NoSuchKey({ id }: { id: string }) {
  const { data, error } = useQuery(KeyAccountQuery, { variables: { id }, fetchPolicy: "no-cache" });
  const key = data?.node?.__typename === "ApiKey" ? data.node : null;
  const elsewhere = useOtherAccount(key?.account.sid);
  if (!data && !error) return <PageSkeleton />;
  if (elsewhere) return <InAnotherAccount title="Key in another account" account={elsewhere} />;
  return (
    <Page title="Key not found">
      <Empty
        icon={<IconKeyOff />}
        title="There is no such key in this account"
        action={
          <LinkButton to="/keys" variant="default">
            Go to your keys
          </LinkButton>
        }
      >
        It may have been deleted.
        <LastChange id={id} />
      </Empty>
    </Page>
  );
}
