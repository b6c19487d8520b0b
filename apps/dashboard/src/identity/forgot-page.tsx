import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { useState } from "react";
import { FailureAlert } from "../ui/failure-alert.js";
import { LinkAnchor } from "../ui/links.js";
import { useSubmit } from "../ui/use-submit.js";
import { EmailField } from "./email-field.js";
import { askForLink } from "./forgotten-password.js";
import { OutsidePage } from "./outside-page.js";

export function ForgotPage() {
  const [email, setEmail] = useState("");
  const [asked, setAsked] = useState<string | null>(null);
  const { onSubmit, pending, problem } = useSubmit(async () => {
    const refused = await askForLink(email.trim());
    if (!refused) setAsked(email.trim());
    return refused;
  });

  return (
    <OutsidePage title="Forgot your password?" lead="A link to set a new one is mailed to you.">
      <Stack gap="md">
        {asked && (
          <Alert color="green" icon={<IconMail />} role="status" title="Look into your mails">
            If somebody signs in with {asked}, a link is on its way. It works once, within an hour.
          </Alert>
        )}
        <form onSubmit={onSubmit}>
          <Stack gap="md">
            {problem && <FailureAlert>{problem}</FailureAlert>}
            <EmailField value={email} onValue={setEmail} />
            <Button type="submit" variant={asked ? "default" : "filled"} loading={pending} fullWidth>
              {asked ? "Send it again" : "Send the link"}
            </Button>
          </Stack>
        </form>
        <Text size="sm">
          <LinkAnchor size="md" to="/sign-in">
            Back to signing in
          </LinkAnchor>
        </Text>
      </Stack>
    </OutsidePage>
  );
}
