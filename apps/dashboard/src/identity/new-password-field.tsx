import { PASSWORD_LENGTH } from "./change-password.js";
import { PasswordField } from "./password-field.js";

interface Props {
  value: string;
  onValue: (value: string) => void;
  error: string | false;
}

export function NewPasswordField({ value, onValue, error }: Props) {
  return (
    <PasswordField
      label="New password"
      description={`${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters.`}
      autoComplete="new-password"
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
      error={error}
    />
  );
}
