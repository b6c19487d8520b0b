import { Alert, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { mayChangeMember } from "../accounts/roles.js";
import { personInWords } from "../identity/person-name.js";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { type MemberDialogProps, ROLES, type Role } from "./member.js";
import { SetMemberRoleMutation } from "./members.graphql.js";
import { RoleField } from "./role-field.js";

export function RoleDialog({ member, now, isMe, onClose, reload }: MemberDialogProps) {
  const [role, setRole] = useState<Role>(member.role);
  const save = useSave();
  const write = {
    document: SetMemberRoleMutation,
    input: () => ({ id: member.id, role, expectedRole: member.role }),
  };

  async function confirm() {
    if (role === member.role && now?.role === role) return onClose();
    if (now?.role !== role && !(await save.send(write))) return;
    toastSaved(`${member.user.name}: ${ROLES[role].name} from now on.`);
    onClose();
    await reload();
  }

  async function reloadAndClose() {
    onClose();
    await reload();
  }

  return (
    <ConfirmDialog
      onClose={onClose}
      title={`Role of ${personInWords(member.user)}`}
      confirm="Save the role"
      onConfirm={confirm}
      pending={save.pending}
      write={write}
    >
      <RoleField value={role} onValue={setRole} />
      {mayChangeMember(member.role, "VIEWER") && role !== member.role && role !== "OWNER" && (
        <Text size="sm">
          Open invitations that {isMe ? "you have" : "they have"} sent, and that this role may not send, end.
        </Text>
      )}
      {isMe && role !== member.role && (
        <Alert color="amber" icon={<IconAlertTriangle />}>
          This is your own role. You may not be able to take it back by yourself.
        </Alert>
      )}
      <SaveErrors save={save} subject="member" onReload={reloadAndClose} />
    </ConfirmDialog>
  );
}
