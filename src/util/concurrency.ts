import { LinkedAbortController } from '../signals.js';

/** Processes one item. The signal aborts when its result is no longer needed. */
export type Task<Item, Result> = (item: Item, signal: AbortSignal) => Promise<Result>;

/**
 * Yields the results of a task in the order of the items, with up to `limit` tasks in parallel. While the first of them is slow, others
 * continue until `2 * limit` items are in progress or stored. When the caller stops early or a task fails, the tasks in progress are
 * aborted and awaited.
 */
export async function* mapConcurrent<Item, Result>(
  items: Iterable<Item>,
  limit: number,
  task: Task<Item, Result>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Result, void, undefined> {
  const controller = new LinkedAbortController(signal);
  const pending: Promise<Result>[] = [];
  const source = items[Symbol.iterator]();
  let next = source.next();
  let running = 0;
  const start = (): void => {
    for (; !next.done && running < limit && pending.length < 2 * limit; next = source.next()) {
      if (controller.signal.aborted) return;
      running++;
      const started = task(next.value, controller.signal);
      // A rejection is thrown in the order of the items; until then it must not count as unhandled, and starts no further task.
      started.then(
        () => {
          running--;
          start();
        },
        () => {
          running = Number.POSITIVE_INFINITY;
        },
      );
      pending.push(started);
    }
  };
  try {
    for (start(); pending.length > 0; start()) {
      const result = await (pending[0] as Promise<Result>);
      pending.shift();
      yield result;
    }
  } finally {
    controller.close();
    // A failed task may have left requests in progress.
    controller.abort();
    await Promise.allSettled(pending);
  }
}

/** Runs tasks in parallel and returns their results. If one fails, the others are aborted and awaited before the error is thrown. */
export async function runAll<const Tasks extends readonly ((signal: AbortSignal) => Promise<unknown>)[]>(
  tasks: Tasks,
  signal: AbortSignal | undefined,
): Promise<{ -readonly [Index in keyof Tasks]: Awaited<ReturnType<Tasks[Index]>> }> {
  const controller = new LinkedAbortController(signal);
  const pending = tasks.map((task) => task(controller.signal));
  try {
    return (await Promise.all(pending)) as { -readonly [Index in keyof Tasks]: Awaited<ReturnType<Tasks[Index]>> };
  } finally {
    controller.close();
    controller.abort();
    await Promise.allSettled(pending);
  }
}
