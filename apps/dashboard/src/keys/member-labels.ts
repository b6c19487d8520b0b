interface Member {
  id: string;
  name: string;
  /** Null for the provider's staff. */
  email: string | null;
}

/** What each member is called in a list, by id: the name, with the e-mail where several have the same one. */
export function memberLabels(members: readonly Member[]): ReadonlyMap<string, string> {
  return new Map(
    members.map(({ id, name, email }) => {
      const alone = members.filter((other) => other.name === name).length === 1;
      return [id, alone || email === null ? name : `${name} (${email})`];
    }),
  );
}
