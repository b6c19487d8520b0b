import { connectionOf } from "../graphql/connection.js";
import { ThrottleRequest } from "./throttle-request.entity.js";

export const ThrottleRequestConnection = connectionOf("ThrottleRequest", ThrottleRequest);
