import { spawnSync } from "node:child_process";
import { Failure } from "../lib/failure.mjs";
import { freePort } from "../lib/ports.mjs";
import { until } from "../lib/wait.mjs";
import { findProgram } from "./find.mjs";
import { makeServerFolder, startServer } from "./private-server.mjs";

/** Whether a Docker engine answers: the client alone is not enough. */
export function hasDocker() {
  const docker = findProgram(["docker"]);
  return docker !== null && spawnSync(docker, ["info"], { stdio: "ignore", timeout: 10_000 }).status === 0;
}

/** Runs a service's image until it is stopped; then the container is removed. */
export async function startContainer(service) {
  const port = await freePort();
  const { value, image, port: inside, env, setUp, isUp } = service.docker(port);
  const container = `latchkey-test-${port}`;
  const stop = await startServer({
    name: `${service.name} (Docker image ${image})`,
    folder: makeServerFolder("docker"),
    command: [
      "docker",
      "run",
      "--rm",
      `--name=${container}`,
      `--publish=127.0.0.1:${port}:${inside}`,
      ...Object.entries(env).map(([variable, text]) => `--env=${variable}=${text}`),
      image,
    ],
    isUp,
    endBy: "SIGTERM",
    // The image may have to be fetched first.
    limit: 300_000,
  });
  const run = async () =>
    spawnSync("docker", ["exec", container, ...setUp], { stdio: "ignore" }).status === 0;
  if (setUp && !(await until(run, { limit: 60_000 }))) {
    await stop();
    throw new Failure(`${service.name} in Docker could not be set up.`);
  }
  return { value, stop };
}
