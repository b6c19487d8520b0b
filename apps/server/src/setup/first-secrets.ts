import { randomBytes } from "node:crypto";
import { newPairTexts, type PairTexts } from "../keys/new-pair.js";

/** A password, and whether it was made here and must be told. */
export interface FirstPassword {
  text: string;
  made: boolean;
}

export interface FirstSecrets {
  ownerPassword: FirstPassword;
  operatorPassword: FirstPassword;
  pair: PairTexts;
}

/** The passwords that were given, or new ones of 120 random bits, and a new key pair. */
export function firstSecrets(ownerPassword: string | null, operatorPassword: string | null): FirstSecrets {
  return {
    ownerPassword: passwordOf(ownerPassword),
    operatorPassword: passwordOf(operatorPassword),
    pair: newPairTexts(),
  };
}

function passwordOf(given: string | null): FirstPassword {
  return given === null
    ? { text: randomBytes(15).toString("base64url"), made: true }
    : { text: given, made: false };
}
