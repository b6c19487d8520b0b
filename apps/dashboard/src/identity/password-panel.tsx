import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { useSignedIn } from "../accounts/account.js";
import { FailureAlert } from "../ui/failure-alert.js";
import { Panel } from "../ui/panel.js";
import { toastSaved } from "../ui/toast.js";
import { useSubmit } from "../ui/use-submit.js";
import { changePassword } from "./change-password.js";
import { NewPasswordField } from "./new-password-field.js";
import { PasswordField, PasswordOwner } from "./password-field.js";
import { useReloadViewer } from "./use-reload-viewer.js";

/** Changes the password of the signed-in person. */
export function PasswordPanel() {
  const { viewer } = useSignedIn();
  const reload = useReloadViewer();
  const [current, setCurrent] = useState("");
  const [wanted, setWanted] = useState("");
  const { onSubmit, pending, problem } = useSubmit(async () => {
    const refused = await changePassword(current, wanted);
    if (refused) return refused;
    setCurrent("");
    setWanted("");
    toastSaved("Password changed. Your other sessions have ended.");
    void reload();
    return null;
  });

  return (
    <Panel title="Password" lead="Changing it ends all your other sessions.">
      <form onSubmit={onSubmit}>
        <Stack gap="md" maw={384}>
          {problem?.field === null && <FailureAlert>{problem.sentence}</FailureAlert>}
          <PasswordOwner email={viewer.user?.email} />
          <PasswordField
            label="Current password"
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={problem?.field === "current" && problem.sentence}
          />
          <NewPasswordField
            value={wanted}
            onValue={setWanted}
            error={problem?.field === "wanted" ? problem.sentence : false}
          />
          <Group>
            <Button type="submit" variant="default" loading={pending}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
