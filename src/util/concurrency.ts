import { Follower } from '../signals.js';

/** What is worked on with a signal that ends it. */
export type Task<Item, Result> = (item: Item, signal: AbortSignal) => Promise<Result>;

/**
 * Results in the order of their items, some of them under way while an earlier one is awaited. Whoever stops early, or fails, stops what
 * is under way, so that nothing goes on behind their back.
 */
export async function* ahead<Item, Result>(
  items: Iterable<Item>,
  atOnce: number,
  task: Task<Item, Result>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Result, void, undefined> {
  const stop = new Follower(signal);
  const underWay: Promise<Result>[] = [];
  const source = items[Symbol.iterator]();
  let next = source.next();
  try {
    for (;;) {
      for (; !next.done && underWay.length < atOnce; next = source.next()) {
        const started = task(next.value, stop.signal);
        // Its failure is reported when its turn comes; until then it must not count as unhandled.
        started.catch(() => undefined);
        underWay.push(started);
      }
      const first = underWay.shift();
      if (first === undefined) return;
      yield await first;
    }
  } finally {
    stop.close();
    // A task that failed may have left a part of itself behind.
    stop.abort();
    await Promise.allSettled(underWay);
  }
}

/**
 * Results of tasks that run at once. Where one fails, the others are stopped, and have ended before it is told.
 */
export async function together<const Tasks extends readonly ((signal: AbortSignal) => Promise<unknown>)[]>(
  tasks: Tasks,
  signal: AbortSignal | undefined,
): Promise<{ -readonly [Index in keyof Tasks]: Awaited<ReturnType<Tasks[Index]>> }> {
  const stop = new Follower(signal);
  const underWay = tasks.map((task) => task(stop.signal));
  try {
    return (await Promise.all(underWay)) as { -readonly [Index in keyof Tasks]: Awaited<ReturnType<Tasks[Index]>> };
  } finally {
    stop.close();
    stop.abort();
    await Promise.allSettled(underWay);
  }
}

/** Whole numbers from one to another, the second not included. */
export function* numbers(from: number, to: number): Generator<number, void, undefined> {
  for (let number = from; number < to; number++) yield number;
}
