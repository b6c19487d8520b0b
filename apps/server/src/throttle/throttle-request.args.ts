import { ArgsType, Field } from "type-graphql";
import { PageArgs } from "../graphql/page-args.js";
import { ThrottleRequestStatus } from "./throttle-request.entity.js";

@ArgsType()
export class ThrottleRequestsArgs extends PageArgs {
  @Field(() => [ThrottleRequestStatus], { nullable: true, description: "Only these." })
  status?: ThrottleRequestStatus[] | null;
}

@ArgsType()
export class AccountThrottleRequestsArgs extends ThrottleRequestsArgs {
  @Field(() => String, { nullable: true, description: "Only about the Api with this code." })
  api?: string | null;
}
