import { Failure } from "../lib/failure.mjs";
import { step } from "../lib/progress.mjs";
import { aptInstall, canInstall } from "./apt.mjs";
import { hasDocker, startContainer } from "./docker.mjs";
import { mysql } from "./mysql.mjs";
import { caddy, chromium, nginx, openssl } from "./programs.mjs";
import { redis } from "./redis.mjs";

const SERVICES = { mysql, redis, nginx, caddy, openssl, chromium };

/**
 * Finds or starts what tests need. Tried in this order: what the environment points to; an installed program; one that is installed now by
 * apt-get, where we may; Docker; Playwright's download of Chromium.
 * @param {(keyof typeof SERVICES)[]} names
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>} `env`: variables for the tests; `stop`: ends what was started
 * @throws {Failure} one line that says what to install
 */
export async function startServices(names) {
  const unknown = names.find((name) => !Object.hasOwn(SERVICES, name));
  if (unknown !== undefined)
    throw new Failure(`There is no service "${unknown}": ${Object.keys(SERVICES).join(", ")}.`);
  const wanted = names.map((name) => SERVICES[name]).filter(({ variable }) => !process.env[variable]);
  const missing = wanted.filter((service) => !service.find());
  if (missing.length > 0 && canInstall()) await aptInstall(missing.flatMap(({ packages }) => packages));

  const started = [];
  const stop = async () => void (await Promise.all(started.splice(0).map((end) => end())));
  const env = {};
  try {
    for (const service of wanted) {
      const one = await provide(service);
      env[service.variable] = one.value;
      if (one.stop) started.push(one.stop);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { env, stop };
}

async function provide(service) {
  const program = service.find();
  if (program) {
    if (!service.start) return { value: program };
    return await step(`Starting a private ${service.name}`, () => service.start(program));
  }
  if (service.docker && hasDocker()) {
    return await step(`Starting ${service.name} in Docker`, () => startContainer(service));
  }
  await service.download?.();
  const downloaded = service.download && service.find();
  if (downloaded) return { value: downloaded };
  throw new Failure(
    `${service.name} is needed for the tests: install it (Debian: apt-get install ${service.packages.join(" ")}), or set ${service.variable}.`,
  );
}
