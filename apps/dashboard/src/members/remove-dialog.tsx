import { Text } from "@mantine/core";
import { useAccount } from "../accounts/account.js";
import { personInWords } from "../identity/person-name.js";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { LinkAnchor } from "../ui/links.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import type { MemberDialogProps } from "./member.js";
import { RemoveMemberMutation } from "./members.graphql.js";

interface Props extends MemberDialogProps {
  onRemoved: () => void;
}

export function RemoveDialog({ member, now, isMe, onClose, reload, onRemoved }: Props) {
  const account = useAccount();
  const save = useSave();
  const { name } = member.user;
  const write = { document: RemoveMemberMutation, input: () => ({ id: member.id }) };

  async function confirm() {
    if (now && !(await save.send(write))) return;
    toastSaved(isMe ? `You have left ${account.name}.` : `${name} is no longer in the account.`);
    onRemoved();
    onClose();
    await reload();
  }

  return (
    <ConfirmDialog
      onClose={onClose}
      title={isMe ? `Leave ${account.name}?` : `Remove ${personInWords(member.user)}?`}
      confirm={isMe ? "Leave the account" : "Remove"}
      dangerous
      onConfirm={confirm}
      pending={save.pending}
      write={write}
    >
      <Text size="sm">
        {isMe
          ? "You see nothing of this account from then on."
          : `${name} sees nothing of this account from their next click on.`}{" "}
        {isMe ? "Your" : "Their"} keys go on working: {isMe ? "have" : "regenerate"}{" "}
        <LinkAnchor
          size="md"
          to="/keys"
          search={{ knownTo: member.user.id }}
          target="_blank"
          title="In a new tab"
        >
          those whose token {isMe ? "you" : "they"} may know
        </LinkAnchor>
        {isMe && " regenerated"}. Invitations that {isMe ? "you have" : "they have"} sent, and that nobody has
        used, end.
      </Text>
      <SaveErrors save={save} subject="member" onReload={reload} />
    </ConfirmDialog>
  );
}
