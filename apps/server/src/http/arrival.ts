/**
 * How long a request may take to arrive, in milliseconds: its headers, and all of it. Node.js takes one for the other where the headers
 * may take longer than the whole, and by default looks every half a minute alone.
 */
export const ARRIVAL = {
  http: { headersTimeout: 10_000, connectionsCheckingInterval: 1_000 },
  requestTimeout: 30_000,
};
