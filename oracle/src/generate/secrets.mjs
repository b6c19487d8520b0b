import { createHash } from "node:crypto";
import { checksum } from "../rules/token.mjs";

/** Made-up text of `length` characters of base 62, always the same for the same name. @param {string} name @param {number} length */
function letters(name, length) {
  const hex = createHash("sha512").update(name).digest("base64");
  return hex.replaceAll(/[^0-9A-Za-z]/g, "x").slice(0, length);
}

/** @param {number} number */
export const publicKey = (number) => `lk_${letters(`key ${number}`, 20)}`;

/** A token with its checksum. @param {number} number */
export function token(number) {
  const checked = `lkt_${letters(`token ${number}`, 32)}`;
  return checked + checksum(checked);
}
