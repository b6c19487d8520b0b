import { existsSync, rmSync, writeFileSync } from "node:fs";
import { runLogged } from "../lib/command.mjs";
import { step } from "../lib/progress.mjs";
import { findProgram } from "./find.mjs";

const POLICY = "/usr/sbin/policy-rc.d";

/** Whether packages can be installed here without asking: Debian or a derivative, as root. */
export function canInstall() {
  return process.getuid?.() === 0 && findProgram(["apt-get"]) !== null;
}

/**
 * Installs Debian packages; the services in them are not started.
 * @throws {import("../lib/failure.mjs").Failure}
 */
export async function aptInstall(packages) {
  // Debian runs `policy-rc.d` to ask whether a newly installed service may start; 101 means no.
  const ownPolicy = !existsSync(POLICY);
  if (ownPolicy) writeFileSync(POLICY, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = ["apt-get", "-y", "-o", "DPkg::Lock::Timeout=300"];
  try {
    await step(`Installing ${packages.join(", ")}`, async () => {
      await runLogged("update-the-package-list", [...apt, "update"], { env });
      await runLogged("install-test-servers", [...apt, "install", "--no-install-recommends", ...packages], {
        env,
      });
    });
  } finally {
    if (ownPolicy) rmSync(POLICY, { force: true });
  }
}
