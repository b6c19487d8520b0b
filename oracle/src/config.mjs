import { randomInt } from "node:crypto";

/**
 * How many requests to compare, and the seed to make them from: ORACLE_REQUESTS and ORACLE_SEED, else the default and a random seed.
 *
 * @param {{ requests: number }} defaults
 */
export function options({ requests }) {
  const { ORACLE_REQUESTS, ORACLE_SEED } = process.env;
  return { requests: Number(ORACLE_REQUESTS ?? requests), seed: Number(ORACLE_SEED ?? randomInt(2 ** 30)) };
}
