import { Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "./context.js";

@ObjectType("Installation", { description: "What everybody who signs in may know about this installation." })
class InstallationFacts {
  @Field(() => String, { description: "Where API requests are sent." })
  gatewayUrl: string;
  @Field(() => String, { nullable: true, description: "Who helps, by mail." })
  supportEmail: string | null;
}

@Resolver(() => InstallationFacts)
export class InstallationResolver {
  @Query(() => InstallationFacts, { description: "Facts for snippets and help." })
  installation(@Ctx() { installation }: Context): InstallationFacts {
    return { gatewayUrl: installation.gatewayUrl, supportEmail: installation.supportEmail };
  }
}
