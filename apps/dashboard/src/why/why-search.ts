/** A call that is asked about, as the address of the tab holds it; an empty address is an unknown one. */
export interface WhySearch {
  method?: string;
  path?: string;
  address?: string;
}

/** Reads the tab's search; whatever is not text is left out. */
export function parseWhySearch(search: Record<string, unknown>): WhySearch {
  const text = (name: keyof WhySearch) => (typeof search[name] === "string" ? { [name]: search[name] } : {});
  return { ...text("method"), ...text("path"), ...text("address") };
}

interface DeniedCall {
  method: string;
  path: string;
  address: string | null;
}

/** The search that asks about a call that was denied. */
export function whySearchOf({ method, path, address }: DeniedCall): WhySearch {
  return { method, path, address: address ?? "" };
}
