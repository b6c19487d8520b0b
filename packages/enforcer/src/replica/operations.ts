import {
  type Catalogue,
  compileCatalogue,
  isAccessControl,
  type LostOperation,
  type OperationRule,
  parseTemplate,
} from "@latchkey/enforcement";
import type { Row } from "../sql/database.js";
import { BrokenRow, flag, LONGEST_CODE, name, oneOf, text } from "./columns.js";
import type { Problems } from "./problems.js";

/** The methods of OpenAPI. */
const METHODS = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/**
 * Compiles the operations that are in use. Requests that an unusable one may have matched are UNAVAILABLE. `broken`: the codes of the Apis
 * of unusable operations.
 */
export function readCatalogue(
  apis: readonly Row[],
  operations: readonly Row[],
  problems: Problems,
): { catalogue: Catalogue; broken: Set<string> } {
  const retired = new Set(apis.filter((api) => api.retiredAt !== null).map((api) => api.code));
  const broken = new Set<string>();
  const rules: OperationRule[] = [];
  const lost: LostOperation[] = [];
  for (const row of operations) {
    if (row.retiredAt !== null || retired.has(row.apiCode) || isAccessControl(String(row.apiCode))) continue;
    const rule = problems.attempt("operation", row.code, () => readOperation(row));
    if (rule) rules.push(rule);
    else {
      broken.add(String(row.apiCode));
      lost.push(readLost(row));
    }
  }
  const catalogue = compileCatalogue(rules, lost);
  for (const { operation, message } of catalogue.problems) {
    problems.report("operation", operation.code, message);
    broken.add(operation.api);
  }
  return { catalogue, broken };
}

function readOperation(row: Row): OperationRule {
  const rule = {
    code: name(row.code, "code", LONGEST_CODE),
    api: name(row.apiCode, "apiCode", LONGEST_CODE),
    method: oneOf(row.method, "method", METHODS),
    path: text(row.path, "path"),
  };
  const template = parseTemplate(rule.path);
  if (flag(row.accountScoped, "accountScoped") && template && template.sidSegment < 0) {
    throw new BrokenRow("path has no {sid}, though the operation belongs to an account");
  }
  return rule;
}

function readLost({ method, path }: Row): LostOperation {
  return {
    method: METHODS.find((known) => known === method) ?? null,
    path: typeof path === "string" ? path : null,
  };
}
