export { askedToEnd } from "./asked-to-end.js";
export { codeOf, Failure } from "./failure.js";
export { isHelp } from "./help.js";
export { cannotListen, type Endpoint, listen, requireFree } from "./listen.js";
export { readSettings } from "./read-settings.js";
export { databaseUrlOf, SHARED_SETTINGS } from "./shared-settings.js";
export {
  differentPorts,
  emailAddress,
  hostInUrl,
  origin,
  path,
  port,
  ranges,
  wholeNumber,
} from "./values.js";
