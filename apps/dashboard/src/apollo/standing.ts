interface Result<Data> {
  data: Data | undefined;
  previousData?: Data | undefined;
  error?: unknown;
}

/**
 * What is shown of a query: its answer; until that has come what was shown before, which flickers less than nothing. Once it has failed,
 * nothing: what was found by another filter would be taken for what fits this one.
 */
export function standing<Data>({ data, previousData, error }: Result<Data>): Data | undefined {
  return data ?? (error ? undefined : previousData);
}
