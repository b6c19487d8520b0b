/** @import { Operation } from "./types.mjs" */

/**
 * The operation that a method and the segments of a path stand for, with the account that the path names.
 *
 * @param {Operation[]} operations
 * @param {string} method
 * @param {string[]} segments
 * @returns {{ operation: Operation, sid: string | null } | null} sid null: the path names no account
 */
export function matchOperation(operations, method, segments) {
  const [operation] = operations
    .filter((candidate) => candidate.method === askedMethod(method))
    .filter((candidate) => fits(templateSegments(candidate), segments))
    .sort((one, other) => (shape(one) < shape(other) ? -1 : 1));
  if (!operation) return null;
  const place = templateSegments(operation).indexOf("{sid}");
  return { operation, sid: place < 0 ? null : String(segments[place]) };
}

/**
 * Whether the segments mean another operation to a service that decodes all of their escapes, and those of its templates.
 *
 * @param {Operation[]} operations
 * @param {string} method
 * @param {string[]} segments
 * @param {Operation} operation what they mean as they are
 */
export function meansAnother(operations, method, segments, operation) {
  if (!segments.some((segment) => segment.includes("%"))) return false;
  const decoded = operations.map((each) => ({ ...each, template: decodeURIComponent(each.template) }));
  return matchOperation(decoded, method, segments.map(decodeURIComponent))?.operation.code !== operation.code;
}

/** "HEAD as GET; others exactly, in upper case." @param {string} method */
const askedMethod = (method) => (method === "HEAD" ? "GET" : method);

/** @param {Operation} operation */
const templateSegments = (operation) => operation.template.slice(1).split("/");

/** @param {string} segment */
const isParameter = (segment) => /^\{.*\}$/.test(segment);

/** @param {string[]} template @param {string[]} segments */
const fits = (template, segments) =>
  template.length === segments.length &&
  template.every((expected, place) => isParameter(expected) || expected === segments[place]);

/**
 * "The template whose leftmost differing segment is literal wins": `0` for a literal sorts before `1`.
 *
 * @param {Operation} operation
 */
const shape = (operation) =>
  templateSegments(operation)
    .map((segment) => (isParameter(segment) ? "1" : "0"))
    .join("");
