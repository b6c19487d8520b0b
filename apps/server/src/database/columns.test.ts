import "reflect-metadata";
import { getMetadataArgsStorage } from "typeorm";
import { expect, test } from "vitest";
import { AuditChain } from "../audit/audit-chain.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import * as col from "./columns.js";
import { Revision } from "./revision.entity.js";

/** What is numbered, each from the one before. */
const NUMBERED: unknown[] = [Revision, AuditChain, AuditEvent];

test("no number from which others are counted on is read as another than it is", () => {
  const forgiving = getMetadataArgsStorage()
    .columns.filter(({ target, options }) => NUMBERED.includes(target) && col.isForgiving(options))
    .map(({ target, propertyName, options }) => [target, propertyName, options.transformer]);
  // A moment that was changed is found by the chain's hash.
  expect(forgiving).toEqual([[AuditEvent, "at", col.instant.transformer]]);
});
