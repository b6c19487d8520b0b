import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runLogged } from "../lib/command.mjs";
import { freePort } from "../lib/ports.mjs";
import { findProgram } from "./find.mjs";
import { greets, makeServerFolder, startServer } from "./private-server.mjs";

/** Creates the tests' user, who may create databases, and a database of the same name. */
const SET_UP = [
  "CREATE DATABASE IF NOT EXISTS latchkey",
  "CREATE USER 'latchkey'@'%' IDENTIFIED BY 'latchkey'",
  "GRANT ALL ON *.* TO 'latchkey'@'%' WITH GRANT OPTION",
];
const urlOf = (port) => `mysql://latchkey:latchkey@127.0.0.1:${port}/latchkey`;

/** MariaDB or MySQL, for `TEST_MYSQL_URL`. */
export const mysql = {
  name: "MariaDB or MySQL",
  variable: "TEST_MYSQL_URL",
  packages: ["mariadb-server"],
  find: () => findProgram(["mariadbd", "mysqld"]),

  /** A private server on a free port: small, and fast since it does not protect its data from a power cut. */
  async start(program) {
    const folder = makeServerFolder("mysql");
    const data = join(folder, "data");
    const user = process.getuid?.() === 0 ? ["--user=mysql"] : [];
    const setUp = join(folder, "set-up.sql");
    writeFileSync(setUp, SET_UP.map((statement) => `${statement};\n`).join(""));
    // The server's own user must be able to enter it.
    chmodSync(folder, 0o777);
    const isMariaDb = spawnSync(program, ["--version"], { encoding: "utf8" }).stdout.includes("MariaDB");
    await runLogged("make-a-test-database", makeData(isMariaDb, program, data, user));
    const port = await freePort();
    const stop = await startServer({
      name: "database server",
      folder,
      command: [
        program,
        "--no-defaults",
        ...user,
        `--datadir=${data}`,
        `--socket=${join(folder, "socket")}`,
        `--pid-file=${join(folder, "pid")}`,
        `--init-file=${setUp}`,
        "--bind-address=127.0.0.1",
        `--port=${port}`,
        "--skip-log-bin",
        "--skip-name-resolve",
        "--character-set-server=utf8mb4",
        "--max-connections=400",
        "--performance-schema=OFF",
        "--innodb-buffer-pool-size=128M",
        "--innodb-flush-log-at-trx-commit=0",
        "--innodb-doublewrite=0",
        "--innodb-flush-method=nosync",
        // MySQL has no such option.
        ...(isMariaDb ? ["--debug-no-sync"] : ["--mysqlx=OFF"]),
      ],
      isUp: () => greets(port, "", isHandshake),
    });
    return { value: urlOf(port), stop };
  },

  /** The same in a container. */
  docker: (port) => ({
    value: urlOf(port),
    image: "mariadb:lts",
    port: 3306,
    env: {
      MARIADB_ROOT_PASSWORD: "latchkey",
      MARIADB_DATABASE: "latchkey",
      MARIADB_INITDB_SKIP_TZINFO: "1",
    },
    setUp: ["mariadb", "-uroot", "-platchkey", "-e", SET_UP.join("; ")],
    isUp: () => greets(port, "", isHandshake),
  }),
};

/** The command that makes the data folder with the system's own tables. */
function makeData(isMariaDb, program, data, user) {
  if (!isMariaDb) return [program, "--no-defaults", "--initialize-insecure", ...user, `--datadir=${data}`];
  const installer = findProgram(["mariadb-install-db", "mysql_install_db"]) ?? "mariadb-install-db";
  return [
    installer,
    "--no-defaults",
    ...user,
    `--datadir=${data}`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
  ];
}

/** Whether a server's first packet is a handshake of protocol 10. Before it come three bytes of length and a sequence number. */
function isHandshake(bytes) {
  return bytes[4] === 10;
}
