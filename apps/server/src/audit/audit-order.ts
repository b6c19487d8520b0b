import { Arg, registerEnumType } from "type-graphql";
import type { SelectQueryBuilder } from "typeorm";
import { type Page, paginate } from "../graphql/connection.js";
import type { PageArgs } from "../graphql/page-args.js";
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
        "As it was written, what came first at the top, for programs that fetch what is new: behind a cursor stands all that was written since.",
    },
  },
});

/** The argument `order` of a list of events. */
export const Order = () =>
  Arg("order", () => AuditOrder, {
    nullable: true,
    defaultValue: AuditOrder.NEWEST,
    description: "How they are in order.",
  });

export interface AuditPage extends PageArgs {
  /** Null: the newest first. */
  order: AuditOrder | null;
}

/**
 * A page of events. Acts are dated when they begin, by the clock of their server, so that of two at once the later may be written first:
 * what was written since is known by the places in the chain alone.
 * @throws BAD_USER_INPUT when `first` or `after` is out of bounds
 */
export function paginateEvents(
  events: SelectQueryBuilder<AuditEvent>,
  page: AuditPage,
  whole: object,
): Promise<Page<AuditEvent>> {
  if (page.order !== AuditOrder.AS_WRITTEN) return paginate(events, page, { whole });
  const placed = events.andWhere("event.position IS NOT NULL");
  return paginate(placed, page, { whole, order: "oldest", by: "position" });
}
