import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { FailureAlert } from "../ui/failure-alert.js";
import { LinkAnchor } from "../ui/links.js";
import { EmailField } from "./email-field.js";
import { askForLink } from "./forgotten-password.js";
import { OutsidePage } from "./outside-page.js";

export function ForgotPage() {
  const [email, setEmail] = useState("");
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    setFailure(null);
    const refused = await askForLink(email.trim());
    setPending(false);
    setFailure(refused);
    if (!refused) setAsked(email.trim());
  }

  return (
    <OutsidePage title="Forgot your password?" lead="A link to set a new one is mailed to you.">
      <Stack gap="md">
        {asked && (
          <Alert color="green" icon={<IconMail />} role="status" title="Look into your mails">
            If somebody signs in with {asked}, a link is on its way. It works once, within an hour.
          </Alert>
        )}
        <form onSubmit={submit}>
          <Stack gap="md">
            {failure && <FailureAlert>{failure}</FailureAlert>}
            <EmailField value={email} onValue={setEmail} />
            <Button type="submit" variant={asked ? "default" : "filled"} loading={pending} fullWidth>
              {asked ? "Send it again" : "Send the link"}
            </Button>
          </Stack>
        </form>
        <Text size="sm">
          <LinkAnchor to="/sign-in">Back to signing in</LinkAnchor>
        </Text>
      </Stack>
    </OutsidePage>
  );
}
