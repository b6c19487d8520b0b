/** Where we tell better-auth the client's address; what clients send under this name is overwritten. */
export const CLIENT_ADDRESS = "x-latchkey-client-address";

/** Where a request came from; null: unknown, or there is none. */
export const addressOf = (request: { headers?: Headers | undefined } | null | undefined): string | null =>
  request?.headers?.get(CLIENT_ADDRESS) ?? null;
