// Must load on any Node.js, however old, to tell that it is too old: no syntax and no import newer than Node.js 14.
// tools/lib/node-version.mjs does the same before anything is built.

const NEEDED: readonly [major: number, minor: number] = [20, 19];

/**
 * Whether Node.js of this version can run Latchkey.
 * @param version as in `process.versions.node`, such as "20.19.0"
 */
export function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

/** Ends the process with one line and exit code 1 when this Node.js is too old. */
export function requireNode(): void {
  if (isSupported(process.versions.node)) return;
  process.stderr.write(
    `Latchkey needs Node.js ${NEEDED.join(".")} or newer; this is ${process.versions.node}. Install a current one from nodejs.org.\n`,
  );
  process.exit(1);
}
