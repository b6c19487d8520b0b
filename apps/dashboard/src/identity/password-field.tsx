import { PasswordInput, type PasswordInputProps } from "@mantine/core";

/** A field for a password, with a button that shows what was typed. */
export function PasswordField(props: PasswordInputProps) {
  return (
    <PasswordInput
      required
      withAsterisk={false}
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
