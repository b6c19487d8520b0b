import { Paper, Stack, Text } from "@mantine/core";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { client } from "../apollo/client.js";
import { Page } from "../shell/page.js";
import { Logo } from "../ui/logo.js";
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
    <main id="main" className="lk-centre">
      <Stack gap="lg" w="100%" maw={384}>
        <Logo />
        <Paper withBorder p="xl" radius="lg">
          <Page title="Sign in">
            <Text c="dimmed" size="sm" mt={-12}>
              Manage your account's API keys, permissions and limits.
            </Text>
            <SignInForm onSignedIn={enter} />
          </Page>
        </Paper>
      </Stack>
    </main>
  );
}
