import { statSync } from "node:fs";

/** SQLite's own code for this, which it does not look for with WAL. */
class FileMoved extends Error {
  readonly code = "SQLITE_READONLY_DBMOVED";
}

/**
 * Gives a check that the file of an open SQLite database is still in its place: what is written to one that was removed or replaced is
 * gone when this program ends.
 * @throws FileMoved by the check
 */
export function keepSameFile(path: string): () => void {
  const inode = inodeOf(path);
  return () => {
    if (inodeOf(path) !== inode)
      throw new FileMoved("the database's file was removed or replaced: start the server again");
  };
}

function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}
