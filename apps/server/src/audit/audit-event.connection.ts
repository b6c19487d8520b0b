import { connectionOf } from "../graphql/connection.js";
import { AuditEvent } from "./audit-event.entity.js";

export const AuditEventConnection = connectionOf("AuditEvent", AuditEvent);
