export { type Clock, systemClock } from "@latchkey/enforcer";
