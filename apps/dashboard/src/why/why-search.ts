/** A call that is asked about, as the address of the tab holds it; an empty address is an unknown one. */
export interface WhySearch {
  method?: string;
  path?: string;
  address?: string;
  /** The request id of a call that was denied, where it is about that one. */
  request?: string;
}

/** Reads the tab's search; whatever is not text is left out. */
export function parseWhySearch(search: Record<string, unknown>): WhySearch {
  const text = (name: keyof WhySearch) => (typeof search[name] === "string" ? { [name]: search[name] } : {});
  return { ...text("method"), ...text("path"), ...text("address"), ...text("request") };
}

interface DeniedCall {
  method: string;
  path: string;
  address: string | null;
  requestId: string;
}

/** The search that asks about a call that was denied. */
export function whySearchOf({ method, path, address, requestId }: DeniedCall): WhySearch {
  return { method, path, address: address ?? "", request: requestId };
}
