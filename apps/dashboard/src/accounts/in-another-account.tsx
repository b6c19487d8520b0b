import { Button } from "@mantine/core";
import { IconArrowsExchange } from "@tabler/icons-react";
import { Page } from "../shell/page.js";
import { Empty } from "../ui/empty.js";
import { type Account, thisAddressIn, useAccount, useSignedIn } from "./account.js";

/** The account of the person's that has this sid, unless it is the one that is open. */
export function useOtherAccount(sid: string | undefined): Account | undefined {
  const { account, viewer } = useSignedIn();
  return sid === account?.sid ? undefined : viewer.accounts.find((each) => each.sid === sid);
}

/** In place of a page whose address leads into another account of the person's: addresses that are passed on don't name theirs. */
export function InAnotherAccount({ title, account }: { title: string; account: Account }) {
  const open = useAccount();
  return (
    <Page title={title}>
      <Empty
        icon={<IconArrowsExchange />}
        title={`This is in your account ${account.name}`}
        action={
          <Button component="a" href={thisAddressIn(account.sid)}>
            Open it in {account.name}
          </Button>
        }
      >
        {open.name} is open here.
      </Empty>
    </Page>
  );
}
