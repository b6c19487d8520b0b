import { TextInput, type TextInputProps } from "@mantine/core";
import type { Method } from "./code.js";

type Props = TextInputProps & { method?: Method };

/** A field for a code of the authenticator app, or for a recovery code. */
export function CodeField({ method = "app", ...rest }: Props) {
  const isApp = method === "app";
  return (
    <TextInput
      label={isApp ? "Code" : "Recovery code"}
      name={isApp ? "code" : "recovery-code"}
      autoComplete={isApp ? "one-time-code" : "off"}
      inputMode={isApp ? "numeric" : "text"}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      required
      withAsterisk={false}
      errorProps={{ role: "alert" }}
      classNames={{ input: "lk-mono lk-typed-code" }}
      {...rest}
    />
  );
}
