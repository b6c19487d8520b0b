import { PASSWORD_LENGTH, type PasswordProblem } from "./change-password.js";
import { PasswordField } from "./password-field.js";

interface Props {
  value: string;
  onValue: (value: string) => void;
  problem: PasswordProblem | null;
}

export function NewPasswordField({ value, onValue, problem }: Props) {
  return (
    <PasswordField
      label="New password"
      description={`${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters.`}
      autoComplete="new-password"
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
      error={problem?.field === "wanted" && problem.sentence}
    />
  );
}
