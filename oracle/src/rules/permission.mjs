/** @import { ApiKey, Operation } from "./types.mjs" */

/**
 * Whether an operation is granted: with all Apis, by its Api's code, or by its own.
 *
 * @param {ApiKey} key
 * @param {Operation} operation
 */
export const isGranted = (key, operation) =>
  key.accessScope === "ALL_APIS" || key.codes.includes(operation.api) || key.codes.includes(operation.code);
