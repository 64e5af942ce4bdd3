/** Work to do when the process ends: when it exits, and when a signal ends it. */

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls a function when the process ends. Returns a function that withdraws it. */
export function onProcessEnd(work: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals): void => {
    // A program with its own handler decides whether it ends, and may go on using its database meanwhile. It must
    // see the listeners that it would see without this one: some libraries only end the process if they are alone.
    process.off(signal, onSignal);
    if (process.listenerCount(signal) > 0) {
      setImmediate(() => listening && process.prependListener(signal, onSignal)).unref();
      return;
    }
    work();
    // Without listeners the signal ends the process, with the status that the caller expects.
    process.kill(process.pid, signal);
  };
  let listening = true;
  process.on('exit', work);
  for (const signal of signals) process.prependListener(signal, onSignal);
  return () => {
    listening = false;
    process.off('exit', work);
    for (const signal of signals) process.off(signal, onSignal);
  };
}
