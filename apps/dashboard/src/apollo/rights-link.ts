import { ErrorLink } from "@apollo/client/link/error";
import { tellRefused } from "../identity/rights.js";
import { problemOf } from "./problem.js";

/** What is answered to who lacks a right, or is no longer in the account that was asked about. */
const REFUSALS = new Set(["FORBIDDEN", "NOT_FOUND"]);

/** Tells of each answer that may come of rights that are others by now; the answer itself goes on to who has asked. */
export const rightsLink = new ErrorLink(({ error }) => {
  if (REFUSALS.has(problemOf(error).code)) tellRefused();
});
