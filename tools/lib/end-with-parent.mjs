// Loaded before a part's own code. When the process that started the part is gone, even by SIGKILL, ends the part as SIGTERM would.
if (process.channel) {
  process.once("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    // As long as family.mjs gives it.
    setTimeout(() => process.exit(1), 20_000).unref();
  });
  // Waiting for it must not keep the process alive.
  process.channel.unref();
}
