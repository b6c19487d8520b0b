/** Something that a person can put right. Told in one line, without a stack. */
export class Failure extends Error {}

const CAUSES = [
  [/ENOSPC/, "the disk is full: make room, then run the command again"],
  [
    /ERR_PNPM_OUTDATED_LOCKFILE/,
    "pnpm-lock.yaml does not fit the package.json files: install without --frozen-lockfile and commit it",
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|META_FETCH_FAIL|Temporary failure resolving/,
    "the package registry cannot be reached: check the network and proxy settings, then run the command again",
  ],
  [
    /CERT_|SELF_SIGNED|UNABLE_TO_VERIFY|self.signed certificate/,
    "the package registry's certificate is not trusted here: set NODE_EXTRA_CA_CERTS, then run the command again",
  ],
  [
    /EACCES|EROFS|EPERM|ENOTDIR|Permission denied/,
    "a file cannot be written: check who owns this folder and the home folder, then run the command again",
  ],
];

/**
 * What most likely went wrong, and what to do about it.
 * @param {string} output everything that the failed command printed
 * @returns {string | null} null when the output gives no hint
 */
export function explain(output) {
  for (const [pattern, advice] of CAUSES) if (pattern.test(output)) return advice;
  return null;
}

/** The message of a Failure; for any other error its stack, since that is a bug of ours. */
export function tell(error) {
  return error instanceof Failure ? error.message : (error?.stack ?? String(error));
}
