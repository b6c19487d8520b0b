import "@fontsource-variable/inter/index.css";
import "./ui/mantine.css";
import "@mantine/notifications/styles.css";
import "./main.css";
import { ApolloProvider } from "@apollo/client/react";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { passOnAccount } from "./accounts/account.js";
import { askOnReturn } from "./apollo/ask-on-return.js";
import { client } from "./apollo/client.js";
import { holdEscape } from "./identity/session.js";
import { forgetSignedOut } from "./identity/signed-out.js";
import { router } from "./router.js";
import { keepFocus } from "./shell/lost-focus.js";
import { watchNavigation } from "./shell/navigated.js";
import { holdSecondClick } from "./shell/second-click.js";
import { Announcer } from "./ui/announce.js";
import { cssVariables, theme } from "./ui/theme.js";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root");
watchNavigation(router);
holdEscape(window);
passOnAccount(window);
keepFocus(document);
holdSecondClick(document);
askOnReturn(client, window);

const dashboard = createRoot(root);
forgetSignedOut(window, () => dashboard.unmount());
dashboard.render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: "latchkey-theme" })}
    >
      <ApolloProvider client={client}>
        <RouterProvider router={router} />
        <Announcer />
        {/* Below the drawer and dialogs. */}
        <Notifications position="bottom-left" containerWidth={380} autoClose={3500} zIndex={150} />
      </ApolloProvider>
    </MantineProvider>
  </StrictMode>,
);
