import { accessSync, constants, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";

/** Folders of servers that are not on the PATH of an ordinary user of Debian, and of package managers of other systems. */
const MORE_FOLDERS = ["/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin", "/snap/bin"];

/** The full path of the first of these programs (names or full paths) that is installed; null when none is. */
export function findProgram(
  names,
  folders = [...(process.env.PATH ?? "").split(delimiter), ...MORE_FOLDERS],
) {
  for (const name of names) {
    const path = folders.map((folder) => resolve(folder, name)).find(isExecutable);
    if (path) return path;
  }
  return null;
}

/** The newest Chromium that `playwright install` has put into the home folder; null when there is none. */
export function findPlaywrightChromium(home = homedir()) {
  const folders = [join(home, ".cache/ms-playwright"), join(home, "Library/Caches/ms-playwright")];
  const programs = [
    "chrome-linux/chrome",
    "chrome-linux64/chrome",
    "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
  ];
  for (const folder of folders) {
    const builds = list(folder).filter((name) => /^chromium-\d+$/.test(name));
    builds.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
    for (const build of builds) {
      const path = programs.map((program) => join(folder, build, program)).find(isExecutable);
      if (path) return path;
    }
  }
  return null;
}

function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
