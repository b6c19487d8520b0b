import { TextInput } from "@mantine/core";

interface Props {
  value: string;
  onValue: (email: string) => void;
  readOnly?: boolean;
}

/** The address by which one signs in. */
export function EmailField({ value, onValue, readOnly = false }: Props) {
  return (
    <TextInput
      label="E-mail"
      type="email"
      name="email"
      autoComplete="username"
      required
      withAsterisk={false}
      readOnly={readOnly}
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  );
}
