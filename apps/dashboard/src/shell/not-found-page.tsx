import { IconCompass } from "@tabler/icons-react";
import { Empty } from "../ui/empty.js";
import { LinkButton } from "../ui/links.js";
import { Page } from "./page.js";

/** For an address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Page title="Page not found">
      <Empty
        icon={<IconCompass />}
        title="There is nothing at this address"
        action={
          <LinkButton to="/keys" variant="default">
            Go to your keys
          </LinkButton>
        }
      >
        It may have been deleted, or the link is incomplete.
      </Empty>
    </Page>
  );
}
