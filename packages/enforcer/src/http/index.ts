export { closeServers, watchConnections } from "./close-servers.js";
export { looksLikeOurs, spelledWithHyphens } from "./our-names.js";
export { authorizationOf, type RawHeaders, singleValue, valuesOf } from "./raw-headers.js";
export { type ReadableRequest, readRequest } from "./read-request.js";
export { send } from "./send.js";
