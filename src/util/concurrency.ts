import { LinkedAbortController } from '../signals.js';

/** Processes one item. The signal aborts when its result is no longer needed. */
export type Task<Item, Result> = (item: Item, signal: AbortSignal) => Promise<Result>;

/**
 * Yields the results of a task in the order of the items, with up to `limit` tasks in parallel. When the caller stops early or a task
 * fails, the tasks in progress are aborted and awaited.
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
  try {
    for (;;) {
      for (; !next.done && pending.length < limit; next = source.next()) {
        const started = task(next.value, controller.signal);
        // A rejection is thrown in the order of the items; until then it must not count as unhandled.
        started.catch(() => undefined);
        pending.push(started);
      }
      const first = pending.shift();
      if (first === undefined) return;
      yield await first;
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

/** Yields the integers from `start` up to, but not including, `end`. */
export function* range(start: number, end: number): Generator<number, void, undefined> {
  for (let number = start; number < end; number++) yield number;
}
