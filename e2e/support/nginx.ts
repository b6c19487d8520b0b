import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./paths.js";
import { type Running, run } from "./processes.js";

/** Runs real nginx with the example of `deploy/nginx`, its three addresses replaced by ports of ours. */
export async function startNginx(place: {
  directory: string;
  port: number;
  checkPort: number;
  upstreamPort: number;
}): Promise<Running> {
  const example = await readFile(join(ROOT, "deploy/nginx/latchkey.conf"), "utf8");
  const file = join(place.directory, "latchkey.conf");
  await writeFile(
    file,
    example
      // Whole ports only: one that was put in before may begin with the next.
      .replaceAll(/127\.0\.0\.1:8080\b/g, `127.0.0.1:${place.port}`)
      .replaceAll(/127\.0\.0\.1:4101\b/g, `127.0.0.1:${place.checkPort}`)
      .replaceAll(/127\.0\.0\.1:4105\b/g, `127.0.0.1:${place.upstreamPort}`),
  );
  // As root, nginx works under another user, who must be able to enter.
  await chmod(place.directory, 0o755);
  const nginx = run(
    process.env.TEST_NGINX ?? "nginx",
    ["-p", place.directory, "-c", file, "-e", "stderr", "-g", "daemon off;"],
    {},
    ROOT,
  );
  const until = Date.now() + 10_000;
  while (!(await fetch(`http://127.0.0.1:${place.port}/`).catch(() => null))) {
    if (Date.now() > until) throw new Error(`nginx does not answer:\n${nginx.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return nginx;
}
