/** What was started, to be stopped in the opposite order. */
export type Shutdown = {
  /** Registers how to stop something just started. */
  add(name: string, stop: () => Promise<void>): void;
  /** Stops everything, last started first. Asked again, it waits for the same stop. */
  run(): Promise<void>;
};

/** One failing stop must not keep the others running: `report` is told, and the rest goes on. */
export function createShutdown(report: (name: string, error: unknown) => void): Shutdown {
  const stops: { name: string; stop: () => Promise<void> }[] = [];
  let running: Promise<void> | undefined;
  async function stopAll(): Promise<void> {
    for (let last = stops.pop(); last; last = stops.pop()) {
      const { name, stop } = last;
      await stop().catch((error: unknown) => report(name, error));
    }
  }
  return {
    add: (name, stop) => { stops.push({ name, stop }); },
    run: () => (running ??= stopAll()),
  };
}

/**
 * Runs the shutdown once on Ctrl-C or a polite kill, then exits. Repeated signals are ignored: npm and
 * its terminal may each send one.
 */
export function stopOnSignals(shutdown: Shutdown, onStopping: () => void): void {
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      onStopping();
      void shutdown.run().then(() => process.exit(signal === "SIGINT" ? 130 : 143));
    });
  }
}
