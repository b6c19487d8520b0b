/** The address of a list that has no filters. */
export interface PageSearch {
  /** The cursor after which the page begins. */
  after?: string | undefined;
}

/** Reads it from the address; what is not understood is left out. */
export function parsePageSearch({ after }: Record<string, unknown>): PageSearch {
  return after === undefined ? {} : { after: String(after) };
}
