import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { ReadStream } from "node:tty";
import { Failure } from "@latchkey/program";
import type { Store } from "../database/store.js";
import { removeSecondFactor } from "../identity/second-factor.service.js";
import { importKeys } from "../keys/import-keys.js";
import type { Progress } from "../progress.js";
import { importAccounts } from "../setup/import-accounts.js";
import { addOperator, createAccount, removeOperator } from "../setup/more-people.js";
import { counted } from "./counted.js";

/** What a command changes, by what it is given on its standard input, and what is said when it was done. */
type Act = (store: Store, input: Readable, progress: Progress) => Promise<string>;

/** Said of somebody who has no password yet. */
const CHOOSE = 'The person chooses a password by "Forgot your password?" on the sign-in page.';

/** What stands behind the two words of each command that has two. */
const TAKEN: Record<string, string> = {
  "audit verify": "",
  "catalogue check": "",
  "account create": "SID EMAIL [NAME]",
  "account import": "< FILE",
  "operator add": "EMAIL",
  "operator remove": "EMAIL",
  "second-factor remove": "EMAIL",
  "key import": "< FILE",
};

/**
 * The change that these words of the command line ask for; null when they are no command of these.
 * @param words as they were given: each may have spaces in it
 * @throws {Failure} one line when there are too few words, or too many
 */
export function actOf(words: readonly string[]): Act | null {
  const [subject, verb, ...rest] = words;
  const option = rest.find((word) => /^--|^-[a-z]$/i.test(word));
  if (option !== undefined && `${subject} ${verb}` in TAKEN)
    throw new Failure(`There is no option ${option}: --help lists all there are.`);
  const [first = "", second = "", ...name] = rest;
  if (`${subject} ${verb}` === "account create" && rest.length >= 2)
    return async (store) => {
      const { isNew } = await createAccount(store, first, second, name.join(" "));
      return `Done: there is an account ${first} now, without a key.${isNew ? ` ${CHOOSE}` : ""}`;
    };
  switch (`${subject} ${verb} ${rest.length}`) {
    case "account import 0":
      return async (store, input, progress) => {
        const { made, before } = await importAccounts(store, linesOf(input), progress);
        return `Done: ${counted(made, "account")} made${thereBefore(before)}.`;
      };
    case "operator add 1":
      return async (store) => {
        const { isNew } = await addOperator(store, first);
        return `Done: this person is an operator.${isNew ? ` ${CHOOSE}` : ""}`;
      };
    case "operator remove 1":
      return async (store) => {
        await removeOperator(store, first);
        return "Done: this person is no longer an operator, from the next request on.";
      };
    case "second-factor remove 1":
      return async (store) => {
        await removeSecondFactor(store, first);
        return "Done: this person signs in with the password alone. All their sessions have ended.";
      };
    case "key import 0":
      return async (store, input, progress) => {
        const { made, before } = await importKeys(store, linesOf(input), progress);
        return `Done: ${counted(made, "pair")} taken over${thereBefore(before)}.`;
      };
  }
  const command = `${subject} ${verb}`;
  const taken = TAKEN[command];
  if (taken === undefined) return null;
  throw new Failure(`Usage: ${`${command} ${taken}`.trim()}. --help lists all commands.`);
}

function linesOf(input: Readable): AsyncIterable<string> {
  // Who forgot the file would not know what is waited for.
  if (input instanceof ReadStream)
    process.stderr.write("Reads what is typed here, one JSON object a line, until Ctrl-D.\n");
  return createInterface({ input });
}

const thereBefore = (count: number) =>
  count > 0 ? `; ${count} ${count === 1 ? "was" : "were"} there before` : "";
