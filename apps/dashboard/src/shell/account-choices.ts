interface Named {
  sid: string;
  name: string;
}

/** The accounts of a person to choose from, by name; those of one name by their sids too, since nobody else could tell them apart. */
export function accountChoices(accounts: readonly Named[]): { value: string; label: string }[] {
  return accounts.map(({ sid, name }) => {
    const alone = accounts.every((other) => other.sid === sid || other.name !== name);
    return { value: sid, label: alone ? name : `${name} (${sid})` };
  });
}
