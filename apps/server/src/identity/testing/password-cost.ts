import { scryptSync } from "node:crypto";

const COST = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 ** 2 };

/** A password's hash in hexadecimal, as it is stored in production: at its whole cost, whatever that is in tests. */
export const hashInEarnest = (password: string, salt: string): string =>
  scryptSync(password, salt, 64, COST).toString("hex");
