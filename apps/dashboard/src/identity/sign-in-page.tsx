import { getRouteApi, useRouter } from "@tanstack/react-router";
import { client } from "../apollo/client.js";
import { OutsidePage } from "./outside-page.js";
import { SignInForm } from "./sign-in-form.js";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  const { next } = route.useSearch();
  const router = useRouter();

  async function enter() {
    await client.clearStore();
    // Going back leads to where one came from, not to a form that has done its work.
    router.history.replace(next ?? "/");
  }

  return (
    <OutsidePage title="Sign in" lead="Manage your account's API keys, permissions and limits.">
      <SignInForm onSignedIn={enter} />
    </OutsidePage>
  );
}
