import { ErrorLink } from "@apollo/client/link/error";
import { tellForbidden } from "../identity/rights.js";
import { problemOf } from "./problem.js";

/** Tells of each answer that refuses for want of a right; the answer itself goes on to who has asked. */
export const rightsLink = new ErrorLink(({ error }) => {
  if (problemOf(error).code === "FORBIDDEN") tellForbidden();
});
