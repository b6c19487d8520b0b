import { useMutation } from "@apollo/client/react";
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
  const [mutate] = useMutation(WithdrawRequestMutation);
  const save = useSave();

  const input = { id: request.id, expectedVersion: request.version };

  async function withdraw() {
    const done = await save.run(async () => {
      const payload = (await mutate({ variables: { input } })).data?.withdrawThrottleRequest;
      const late = payload?.errors.some(({ code }) => code === "STALE_VERSION" || code === "ALREADY_DECIDED");
      if (late) {
        setTooLate(true);
        await reload();
        close();
      }
      return payload;
    });
    if (!done) return;
    close();
    toastSaved("Request withdrawn.");
  }

  if (tooLate && request.status !== "PENDING") {
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
        write={{ document: WithdrawRequestMutation, input: () => input }}
      >
        <Text size="sm">The limit stays as it is. The request is kept in the history as withdrawn.</Text>
        <SaveErrors save={save} subject="request" onReload={reload} />
      </ConfirmDialog>
    </Panel>
  );
}
