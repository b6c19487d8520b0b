import { MantineThemeProvider } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { Link, Outlet } from "@tanstack/react-router";
import { useLayoutEffect } from "react";
import { useSignedIn } from "../accounts/account.js";
import { NeedsSecondFactor } from "../second-factor/needs-second-factor.js";
import { Page } from "../shell/page.js";
import { Empty } from "../ui/empty.js";
import { PARTS } from "./parts.js";

/** The pages of the provider's staff, in an accent of their own. */
export function OperationsLayout() {
  const { viewer } = useSignedIn();
  // On the root, so that dialogs, which stand outside the page, have the accent too.
  useLayoutEffect(() => {
    document.documentElement.dataset.area = "operations";
    return () => {
      delete document.documentElement.dataset.area;
    };
  }, []);
  if (viewer.lacksSecondFactor) {
    return (
      <Page title="Operations">
        <NeedsSecondFactor />
      </Page>
    );
  }
  if (!viewer.isOperator) {
    return (
      <Page title="Operations">
        <Empty icon={<IconLock />} title="This part is for the provider's operators">
          Nobody in a customer's account has this role. Write to the provider instead.
        </Empty>
      </Page>
    );
  }
  return (
    <MantineThemeProvider theme={{ primaryColor: "plum" }}>
      <div className="lk-stack">
        <nav aria-label="Operations" className="lk-tabs">
          {PARTS.map(({ to, name }) => (
            <Link key={to} to={to} className="lk-tab" activeOptions={{ includeSearch: false }}>
              {name}
            </Link>
          ))}
        </nav>
        <Outlet />
      </div>
    </MantineThemeProvider>
  );
}
