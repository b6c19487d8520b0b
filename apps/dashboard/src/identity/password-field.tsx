import { PasswordInput, type PasswordInputProps } from "@mantine/core";

/** Beside fields for a password: tells password managers whose it is. */
export function PasswordOwner({ email }: { email: string | null | undefined }) {
  return <input hidden readOnly name="username" autoComplete="username" value={email ?? ""} />;
}

/** A field for a password, with a button that shows what was typed. */
export function PasswordField(props: PasswordInputProps) {
  return (
    <PasswordInput
      required
      withAsterisk={false}
      aria-invalid={props.error ? true : undefined}
      errorProps={{ role: "alert" }}
      visibilityToggleButtonProps={{
        "aria-label": "Show what was typed",
        tabIndex: 0,
        "aria-hidden": false,
      }}
      {...props}
    />
  );
}
