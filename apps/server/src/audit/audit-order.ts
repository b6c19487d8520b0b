import { registerEnumType } from "type-graphql";
import type { SelectQueryBuilder } from "typeorm";
import { type Page, paginate } from "../graphql/connection.js";
import type { AuditEventsArgs } from "./audit-event.args.js";
import type { AuditEvent } from "./audit-event.entity.js";

/** How a list of events is in order. */
export enum AuditOrder {
  NEWEST = "NEWEST",
  AS_WRITTEN = "AS_WRITTEN",
}
registerEnumType(AuditOrder, {
  name: "AuditOrder",
  description: "How a list of events is in order.",
  valuesConfig: {
    NEWEST: { description: "By when it was done, the latest first, for people." },
    AS_WRITTEN: {
      description:
        "In the order of writing, the first at the top, for programs that fetch what is new: all that was written since stands behind a cursor.",
    },
  },
});

/**
 * A page of events. Acts are dated when they begin, by the clock of their server, and the later of two may be written first. So only their
 * places in the chain tell what was written since.
 * @throws BAD_USER_INPUT when `first` or `after` is out of bounds
 */
export function paginateEvents(
  events: SelectQueryBuilder<AuditEvent>,
  { order, ...page }: AuditEventsArgs,
  whole: object,
): Promise<Page<AuditEvent>> {
  if (order !== AuditOrder.AS_WRITTEN) return paginate(events, page, { whole });
  const placed = events.andWhere("event.position IS NOT NULL");
  return paginate(placed, page, { whole, order: "oldest", by: "position" });
}
