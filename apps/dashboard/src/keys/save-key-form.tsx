import type { ReactNode } from "react";
import type { Write } from "../ui/copy-as-graphql.js";
import { LeaveGuard } from "../ui/leave-guard.js";
import { SaveBar } from "../ui/save-bar.js";
import { KeySaveErrors } from "./key-save-errors.js";
import type { KeyForm } from "./use-key-form.js";

interface Props<Value> {
  form: KeyForm<Value>;
  write: Write;
  onSave: () => void;
  /** Something stands in a field that is no part of the draft yet, and would be lost as well. */
  halfTyped?: boolean;
  /** What saving changes. */
  children: ReactNode;
}

/** Below the fields of a key's form: why it was not saved, the bar that saves what was edited, and a question before that is left behind. */
export function SaveKeyForm<Value>({ form, write, onSave, halfTyped = false, children }: Props<Value>) {
  const { part, save, dirty } = form;
  return (
    <>
      <KeySaveErrors save={save} onReload={form.reloadDropping} onKeep={form.reloadKeeping} />
      {dirty && (
        <SaveBar
          save={`Save ${part.name}`}
          pending={save.pending}
          onSave={onSave}
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
