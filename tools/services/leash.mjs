// Runs a server for as long as the process that started it lives: leash.mjs FOLDER SIGNAL PROGRAM ARGUMENT…
// Asked to end (SIGTERM), or when that process is gone, even by SIGKILL, it ends the server by SIGNAL and removes FOLDER.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";

const [folder, signal, program, ...args] = process.argv.slice(2);
const server = spawn(program, args, { cwd: folder, stdio: "inherit" });

const end = () => server.kill(signal);
for (const event of ["SIGTERM", "disconnect"]) process.on(event, end);
// What the terminal sends to all reaches us first through our parent, which may still need the server.
for (const event of ["SIGINT", "SIGHUP"]) process.on(event, () => {});

const gone = (code) => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
};
server.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  gone(1);
});
server.on("exit", (code) => gone(code ?? 0));
