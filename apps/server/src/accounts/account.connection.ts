import { connectionOf } from "../graphql/connection.js";
import { Account } from "./account.entity.js";

export const AccountConnection = connectionOf("Account", Account);
