import { isAccessControl } from "../permissions/access-control.js";
import { asMatched, type OperationRule } from "./operation.js";
import { parseTemplate } from "./template.js";

/** Why an operation can't be in the catalogue. */
export interface CatalogueProblem {
  operation: OperationRule;
  /** The operation that it collides with, if it does. */
  other: OperationRule | null;
  /** A sentence that names both. */
  message: string;
}

/** Pairs of operations of one method that match the same paths with equal precedence. The later one is `operation`. */
export function findConflicts(operations: readonly OperationRule[]): CatalogueProblem[] {
  const seen = new Map<string, OperationRule>();
  const problems: CatalogueProblem[] = [];
  for (const operation of operations) {
    const shape = shapeOf(operation);
    if (shape === null) continue;
    const other = seen.get(shape);
    if (other === undefined) seen.set(shape, operation);
    else
      problems.push({
        operation,
        other,
        message: `${operation.code} and ${other.code} match the same paths`,
      });
  }
  return problems;
}

/** Everything wrong with the operations: duplicate codes, codes of the built-in Api, paths that are no templates, and conflicts. */
export function findProblems(operations: readonly OperationRule[]): CatalogueProblem[] {
  const codes = new Map<string, OperationRule>();
  const problems: CatalogueProblem[] = [];
  for (const operation of operations) {
    const { code, api, path } = operation;
    const other = codes.get(code);
    if (other !== undefined) {
      problems.push({ operation, other, message: `the code ${code} is used twice: ${other.path}, ${path}` });
    } else if (isAccessControl(code) || isAccessControl(api)) {
      problems.push({ operation, other: null, message: `${code} uses the code of the built-in Api` });
    } else if (parseTemplate(path) === null) {
      problems.push({ operation, other: null, message: `the path of ${code} is not a template: ${path}` });
    }
    codes.set(code, other ?? operation);
  }
  return [...problems, ...findConflicts(operations)];
}

/** Equal for two operations exactly when they match the same requests: same method and literals, parameters of any name. */
function shapeOf(operation: OperationRule): string | null {
  const template = parseTemplate(operation.path);
  if (template === null) return null;
  return `${asMatched(operation.method)} ${template.literals.map((literal) => literal ?? "{}").join("/")}`;
}
