import { Anchor, Modal, Stack, Text } from "@mantine/core";
import { resumeSession } from "./session.js";
import { SignInForm } from "./sign-in-form.js";
import { useSignedInElsewhere } from "./use-signed-in-elsewhere.js";

/** Opens over the page when the session has ended; what was typed stays, and what was sent is sent again afterwards. */
export default function SessionEndedDialog({ email }: { email: string | undefined }) {
  useSignedInElsewhere(resumeSession);
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title="Your session has ended"
      zIndex={1000}
    >
      <Stack>
        <Text size="sm">Sign in again to go on. What you have typed is kept.</Text>
        <SignInForm email={email} onSignedIn={resumeSession} />
        <Anchor href="/sign-in" size="sm">
          Sign in as somebody else
        </Anchor>
      </Stack>
    </Modal>
  );
}
