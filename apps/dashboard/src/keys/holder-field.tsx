import { useQuery } from "@apollo/client/react";
import { NativeSelect } from "@mantine/core";
import { useAccount } from "../accounts/account.js";
import { type NamedPerson, personInWords } from "../identity/person-name.js";
import { MembersQuery } from "../members/members.graphql.js";
import { MIDDLE } from "../ui/field-width.js";
import { ProblemAlert } from "../ui/problem-alert.js";

export type Holder = NamedPerson & { id: string };

interface Props {
  /** Whom the saved key belongs to, who may have left the account since. */
  holder?: Holder | null | undefined;
  /** A user's id; empty for nobody. */
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  disabled?: boolean | undefined;
}

/** Which of the account's members has the key. */
export function HolderField({ holder, value, onChange, error, disabled }: Props) {
  const { sid } = useAccount();
  const {
    data,
    error: problem,
    refetch,
  } = useQuery(MembersQuery, {
    variables: { sid },
  });
  const members = data?.account.members.map(({ user }) => user) ?? [];
  const gone = holder && !members.some(({ id }) => id === holder.id);
  return (
    <>
      <NativeSelect
        label="Holder"
        description="Who has the token; mailed when it is regenerated, before an old one ends that is still used, and before the key expires."
        styles={MIDDLE}
        disabled={disabled}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        data={[
          { value: "", label: "Nobody in particular" },
          ...members.map((user) => ({ value: user.id, label: personInWords(user) })),
          ...(gone
            ? [{ value: holder.id, label: `${personInWords(holder)}${data ? ", has left" : ""}` }]
            : []),
        ]}
      />
      {problem && <ProblemAlert error={problem} onRetry={refetch} />}
    </>
  );
}
