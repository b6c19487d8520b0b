import { Page } from "../shell/page.js";
import { NotificationsPanel } from "./notifications-panel.js";

/** Of what one hears by mail. */
export function NotificationsPage() {
  return (
    <Page title="Notifications">
      <NotificationsPanel />
    </Page>
  );
}
