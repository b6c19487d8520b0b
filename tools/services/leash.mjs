// Runs a server for as long as the process that started this one lives: leash.mjs FOLDER SIGNAL PROGRAM ARGUMENT…
// On SIGTERM, or when that process is gone, even by SIGKILL, ends the server by SIGNAL and removes FOLDER.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";

const [folder, signal, program, ...args] = process.argv.slice(2);
const server = spawn(program, args, { cwd: folder, stdio: "inherit" });

const end = () => server.kill(signal);
for (const event of ["SIGTERM", "disconnect"]) process.on(event, end);
// A terminal sends these to all of its processes. Ignored: our parent may still need the server, and will end us.
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
