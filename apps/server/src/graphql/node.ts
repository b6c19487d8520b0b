import "reflect-metadata";
import { Field, ID, InterfaceType } from "type-graphql";

@InterfaceType({ description: "What can be found by its id alone." })
export abstract class Node {
  @Field(() => ID, { description: "Opaque; never used again for another object." })
  id: string;
}
