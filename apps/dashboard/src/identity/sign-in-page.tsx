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
    router.history.push(next ?? "/");
  }

  return (
    <OutsidePage title="Sign in" lead="Manage your account's API keys, permissions and limits.">
      <SignInForm onSignedIn={enter} />
    </OutsidePage>
  );
}
