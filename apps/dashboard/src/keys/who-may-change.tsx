import { changersOf } from "../accounts/roles.js";
import { WhoMay } from "../accounts/who-may.js";
import { useKey } from "./key-context.js";

/** For who may only read the open key: which role is needed to change it, and who has it. */
export function WhoMayChange() {
  const { key } = useKey();
  return <WhoMay act="change this key" roles={changersOf(key.permissions)} />;
}
