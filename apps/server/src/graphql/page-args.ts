import "reflect-metadata";
import { Arg, Int } from "type-graphql";

/** Which page of a list is asked for. */
export interface PageArgs {
  /** How many entries, 1 to 100. */
  first: number;
  /** The cursor after which the page begins; null or left out: the first page. */
  after: string | null | undefined;
}

/** The argument `first` of a list. */
export const First = (otherwise = 25) =>
  Arg("first", () => Int, { nullable: true, defaultValue: otherwise, description: "1 to 100." });

/** The argument `after` of a list. */
export const After = () => Arg("after", () => String, { nullable: true, description: "A cursor." });
