import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import type { Context } from "./context.js";
import { Node } from "./node.js";
import { findNode } from "./node.service.js";

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: "Whatever of yours has this id; null: nothing has." })
  node(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "Any id that this API gave out." }) id: string,
  ): Promise<Node | null> {
    return findNode(context, id);
  }
}
