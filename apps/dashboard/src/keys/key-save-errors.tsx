import type { ComponentProps } from "react";
import { SaveErrors } from "../ui/save-errors.js";
import { LastChange } from "./last-change.js";

/** Why the open key was not saved; when somebody else has changed it, who, when and how. */
export function KeySaveErrors(props: Omit<ComponentProps<typeof SaveErrors>, "subject" | "change">) {
  return <SaveErrors {...props} change={props.errors?.stale && <LastChange />} />;
}
