import type { ReactNode } from "react";
import { LeaveGuard } from "../ui/leave-guard.js";
import { SaveBar } from "../ui/save-bar.js";
import type { TypedWrite } from "../ui/use-save.js";
import { KeySaveErrors } from "./key-save-errors.js";
import type { KeyForm, KeyPayload } from "./use-key-form.js";

interface Props<Value, Input extends object> {
  form: KeyForm<Value>;
  write: TypedWrite<KeyPayload, Input>;
  /** Something stands in a field that is no part of the draft yet, and would be lost as well. */
  halfTyped?: boolean;
  /** What saving changes. */
  children: ReactNode;
}

/** Below the fields of a key's form: why it was not saved, the bar that saves what was edited, and a question before that is left behind. */
export function SaveKeyForm<Value, Input extends object>({
  form,
  write,
  halfTyped = false,
  children,
}: Props<Value, Input>) {
  const { part, save, dirty } = form;
  return (
    <>
      <KeySaveErrors save={save} onReload={form.reloadDropping} onKeep={form.reloadKeeping} />
      {dirty && (
        <SaveBar
          save={`Save ${part.name}`}
          pending={save.pending}
          onSave={() => form.submit(write)}
          write={write}
          onDiscard={form.discard}
        >
          {children}
        </SaveBar>
      )}
      <LeaveGuard active={dirty || halfTyped} title="Leave without saving?">
        {`Your changes to the ${part.name} are not saved.`}
      </LeaveGuard>
    </>
  );
}
