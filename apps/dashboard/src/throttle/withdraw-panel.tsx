import { Alert, Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import { LIMIT_ASKERS } from "../accounts/roles.js";
import { WhoMay } from "../accounts/who-may.js";
import { personInWords } from "../identity/person-name.js";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { Panel } from "../ui/panel.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { hasCode } from "../ui/user-errors.js";
import type { Request } from "./request-thread.js";
import { outcomeInWords } from "./request-words.js";
import { WithdrawRequestMutation } from "./throttle.graphql.js";

interface Props {
  request: Request;
  may: boolean;
  reload: () => Promise<unknown>;
}

/** Takes a pending request back, after asking. */
export function WithdrawPanel({ request, may, reload }: Props) {
  const [dialog, { open, close }] = useDisclosure(false);
  const [tooLate, setTooLate] = useState(false);
  const save = useSave();

  const write = {
    document: WithdrawRequestMutation,
    input: () => ({ id: request.id, expectedVersion: request.version }),
  };

  async function withdraw() {
    const done = await save.send(write, async ({ errors }) => {
      if (!hasCode(errors, "STALE_VERSION", "ALREADY_DECIDED")) return;
      setTooLate(true);
      await reload();
      close();
    });
    if (!done) return;
    close();
    toastSaved("Request withdrawn.");
  }

  // Taken back already, by a colleague or by an earlier sending whose answer was lost, is what was wanted.
  if (tooLate && request.status !== "PENDING" && request.status !== "WITHDRAWN") {
    const who = request.decidedBy ? ` by ${personInWords(request.decidedBy)}` : "";
    return (
      <Alert color="amber" icon={<IconRefresh />} role="alert" title="It was decided meanwhile">
        Nothing was withdrawn. {outcomeInWords(request)}
        {who}.
      </Alert>
    );
  }
  if (request.status !== "PENDING") return null;
  if (!may) return <WhoMay act="withdraw it" roles={LIMIT_ASKERS} />;
  return (
    <Panel
      title="Withdraw"
      lead="Takes the request back, for as long as nobody has decided. You can ask again at any time."
    >
      <Group>
        <Button variant="default" onClick={open}>
          Withdraw request
        </Button>
      </Group>
      <ConfirmDialog
        opened={dialog}
        onClose={() => {
          save.clear();
          close();
        }}
        title="Withdraw this request?"
        confirm="Withdraw"
        onConfirm={withdraw}
        pending={save.pending}
        write={write}
      >
        <Text size="sm">The limit stays as it is. The request is kept in the history as withdrawn.</Text>
        <SaveErrors save={save} subject="request" onReload={reload} />
      </ConfirmDialog>
    </Panel>
  );
}
