import { readFileSync } from "node:fs";

interface Vectors {
  basic: { vectors: { why: string; authorization: string; key: string | null; token: string | null }[] };
  paths: { vectors: { why: string; path: string; segments: string[] | null }[] };
  addresses: {
    vectors: { why: string; text: string; address: string | null }[];
    forwarded: {
      why: string;
      trusted: string[];
      peer: string | null;
      forwardedFor: string[];
      clientAddress: string | null;
    }[];
  };
  cidrs: {
    vectors: { why: string; text: string; cidr: string | null; suggestion: string | null }[];
    admitted: { why: string; cidrs: string[]; address: string | null; admitted: boolean }[];
  };
}

/** The published vectors of one kind: `vectors/<name>.json` of this package. */
export function readVectors<Name extends keyof Vectors>(name: Name): Vectors[Name] {
  return JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), "utf8"));
}
