import { Button, Stack, Text } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { FailureAlert } from "../ui/failure-alert.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { useSubmit } from "../ui/use-submit.js";
import { ownerIn, setPassword } from "./forgotten-password.js";
import { NewPasswordField } from "./new-password-field.js";
import { OutsidePage } from "./outside-page.js";
import { PasswordOwner } from "./password-field.js";

const route = getRouteApi("/reset/$token");

/** Where a mailed link leads. */
export function ResetPage() {
  const { token } = route.useParams();
  const [wanted, setWanted] = useState("");
  const [end, setEnd] = useState<"set" | "over" | null>(null);
  const { onSubmit, pending, problem } = useSubmit(async () => {
    const refused = await setPassword(token, wanted);
    if (refused !== null && refused !== "over") return refused;
    setEnd(refused ?? "set");
    return null;
  });

  if (end === "set")
    return (
      <OutsidePage title="Your password is set">
        <Text size="sm">Every session of yours has ended. Sign in with the new password to go on.</Text>
        <LinkButton to="/sign-in">Sign in</LinkButton>
      </OutsidePage>
    );
  if (end === "over")
    return (
      <OutsidePage title="This link no longer works">
        <Text size="sm">A link works once, within an hour after it was asked for.</Text>
        <LinkButton to="/forgot">Ask for another one</LinkButton>
      </OutsidePage>
    );
  return (
    <OutsidePage title="Set a new password" lead="All your sessions end with it.">
      <form onSubmit={onSubmit}>
        <Stack gap="md">
          {problem?.field === null && <FailureAlert>{problem.sentence}</FailureAlert>}
          <PasswordOwner email={ownerIn(window.location.hash)} />
          <NewPasswordField
            value={wanted}
            onValue={setWanted}
            error={problem?.field === "wanted" ? problem.sentence : false}
          />
          <Button type="submit" loading={pending} fullWidth>
            Set the password
          </Button>
          <Text size="sm">
            <LinkAnchor size="md" to="/sign-in">
              Back to signing in
            </LinkAnchor>
          </Text>
        </Stack>
      </form>
    </OutsidePage>
  );
}
