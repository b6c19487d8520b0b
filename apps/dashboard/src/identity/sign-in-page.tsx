import { getRouteApi } from "@tanstack/react-router";
import { client } from "../apollo/client.js";
import { OutsidePage } from "./outside-page.js";
import { SignInForm } from "./sign-in-form.js";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  const { next } = route.useSearch();
  const navigate = route.useNavigate();

  /** Ends once the first page is there. */
  async function enter() {
    await client.clearStore();
    // Going back leads to where one came from, not to a form that has done its work.
    await navigate({ href: next ?? "/", replace: true });
  }

  return (
    <OutsidePage title="Sign in" lead="Manage your account's API keys, permissions and limits.">
      <SignInForm onSignedIn={enter} />
    </OutsidePage>
  );
}
