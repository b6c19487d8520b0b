export { acceptInvitation, NotJoined } from "../../accounts/accept-invitation.service.js";
export { hashOf } from "../../accounts/invitation-link.js";
export { verifyAudit } from "../../audit/verify.js";
export { synchronise } from "../../catalogue/synchronise.js";
export { openDatabase } from "../../database/database.js";
export type { Context } from "../context.js";
export { mutationText } from "./mutation-text.js";
export { createWorld, type Reply, type Who, type World } from "./world.js";
