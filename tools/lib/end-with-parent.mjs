// Loaded before a part's own code: ends the part as SIGTERM would when the process that started it is gone, even by SIGKILL.
if (process.channel) {
  process.once("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), 10_000).unref();
  });
  // Nobody is kept alive by waiting for it.
  process.channel.unref();
}
