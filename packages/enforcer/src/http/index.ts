export { closeServers, watchConnections } from "./close-servers.js";
export { looksLikeOurs, spelledWithHyphens } from "./our-names.js";
export { authorizationOf, type RawHeaders, singleValue, valuesOf } from "./raw-headers.js";
export { readRequest } from "./read-request.js";
