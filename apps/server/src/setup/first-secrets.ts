import { createHash, randomBytes } from "node:crypto";
import { createKey, createToken, tokenHint } from "@latchkey/enforcement";

/** A password, and whether it was made here and must be told. */
export interface FirstPassword {
  text: string;
  made: boolean;
}

export interface FirstSecrets {
  ownerPassword: FirstPassword;
  operatorPassword: FirstPassword;
  key: string;
  token: { text: string; hash: string; hint: string };
}

/** The passwords that were given, or new ones of 120 random bits, and a new key pair. */
export function firstSecrets(ownerPassword: string | null, operatorPassword: string | null): FirstSecrets {
  const text = createToken(randomBytes);
  return {
    ownerPassword: passwordOf(ownerPassword),
    operatorPassword: passwordOf(operatorPassword),
    key: createKey(randomBytes),
    token: { text, hash: createHash("sha256").update(text).digest("hex"), hint: tokenHint(text) },
  };
}

function passwordOf(given: string | null): FirstPassword {
  return given === null
    ? { text: randomBytes(15).toString("base64url"), made: true }
    : { text: given, made: false };
}
