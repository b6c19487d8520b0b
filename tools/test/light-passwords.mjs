import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { expect } from "vitest";

/** A sixteenth of what a password costs in earnest: at a tenth of a second each, passwords were a quarter of the database tests. */
const LIGHT = { N: 1024 };
/** Holds that nobody learns by the time of an answer who has a password here: what it costs is a part of that. */
const IN_EARNEST = "/identity/guessing.db.test.ts";

// Only in this process: the programs that tests start hash as they do in production. It runs anew for each file of tests.
const earnest = crypto.scrypt.earnest ?? crypto.scrypt;
const lightly = (password, salt, length, options, done) =>
  earnest(password, salt, length, { ...options, ...LIGHT }, done);
const isEarnest = expect.getState().testPath?.endsWith(IN_EARNEST);
crypto.scrypt = isEarnest ? earnest : Object.assign(lightly, { earnest });
syncBuiltinESMExports();
