import { resolve } from "node:path";
import { type AddressRanges, readRanges } from "@latchkey/enforcement";
import { z } from "zod";

// The forms of values of settings. A message goes on where the name of the variable ends.

/** A host to listen on; left out, loopback. */
export const host = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .refine(isHost, "must be a host's name or address, without scheme, brackets and port")
  .default("127.0.0.1");

/** A file or folder, as an absolute path. @param fallback when it is left out */
export const path = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text) => resolve(text));

/** Digits alone: `0x10` and `1e4` are slips. @param what the number must be, for people */
export const wholeNumber = (from: number, to: number, what: string) =>
  z
    .string()
    .regex(/^\d{1,5}$/, `must be ${what}`)
    .transform(Number)
    .refine((value) => value >= from && value <= to, `must be ${what}`);

/** A port to listen on. @param fallback when it is left out @param orAny whether 0 is taken, for any port that is free */
export const port = (fallback: number, { orAny = false } = {}) =>
  (orAny
    ? wholeNumber(0, 65_535, "a port from 1 to 65535, or 0 for any that is free")
    : wholeNumber(1, 65_535, "a port from 1 to 65535")
  ).default(fallback);

/** Addresses and ranges of addresses. */
export const ranges = z.string().transform((text, context): AddressRanges => {
  const read = readRanges(text);
  if (read) return read;
  context.addIssue(
    "must be addresses or CIDR ranges (a range by its first address: 10.0.0.0/8, not 10.0.0.1/8), separated by commas, or none",
  );
  return z.NEVER;
});

/** Scheme, host and port alone. */
export const origin = z
  .string()
  .refine(isOrigin, "must be http://host:port or https://host:port, without path and credentials")
  .transform((text) => new URL(text));

/** An e-mail address, in lower case. Of what is too long, which would take time, nothing else is looked at. */
export const emailAddress = z
  .string()
  .max(254, "must be an e-mail address")
  .pipe(z.email("must be an e-mail address").toLowerCase());

/** Text that `parse` takes, as it is; what `parse` throws says in its message what it must be, without the value. */
export const parsed = (parse: (text: string) => unknown) =>
  z.string().superRefine((text, context) => {
    try {
      parse(text);
    } catch (error) {
      context.addIssue(error instanceof Error ? error.message : "cannot be read");
    }
  });

/** For `superRefine`: of what these variables give, no two are one port, but for 0. */
export const differentPorts =
  <Name extends string>(...names: Name[]) =>
  (values: Record<Name, number>, context: z.RefinementCtx) => {
    for (const [at, name] of names.entries()) {
      const same = names.slice(0, at).find((other) => values[name] !== 0 && values[other] === values[name]);
      if (same)
        context.addIssue({ code: "custom", path: [name], message: `must be another port than ${same}` });
    }
  };

/** A host as URLs spell it, which know no zones of addresses. */
export const hostInUrl = (host: string) => (host.includes(":") ? `[${host.replace(/%.*/, "")}]` : host);

function isHost(text: string): boolean {
  return !/[[\]/?#@\\\s]/.test(text) && URL.canParse(`http://${hostInUrl(text)}:1`);
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, pathname, search, hash } = new URL(text);
  const isBare = `${username}${password}${search}${hash}` === "" && pathname === "/";
  return isBare && (protocol === "http:" || protocol === "https:");
}
