import "reflect-metadata";
import { Arg, ArgsType, Field, Int } from "type-graphql";

/** Which page of a list is asked for. Whatever else a list takes chooses what is in it: left out or null, everything. */
@ArgsType()
export class PageArgs {
  /** How many entries. */
  @Field(() => Int, { nullable: true, defaultValue: 25, description: "1 to 100." })
  first: number;
  /** The cursor after which the page begins; null or left out: the first page. */
  @Field(() => String, { nullable: true, description: "A cursor." })
  after?: string | null;
}

/** The argument `first` of a list without pages. */
export const First = (otherwise: number) =>
  Arg("first", () => Int, { nullable: true, defaultValue: otherwise, description: "1 to 100." });
