/** A ratio of two measurements of the same run, with its goal. */
export interface Goal {
  /** The two measurements. */
  readonly name: string;
  readonly ratio: number;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** The measurements themselves, for people. They depend on the machine. */
  readonly figures: string;
}

/** True if the goal is met. */
export const met = ({ ratio, atMost = Number.POSITIVE_INFINITY, atLeast = 0 }: Goal): boolean =>
  ratio <= atMost && ratio >= atLeast;

/** Returns the median. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new RangeError('there is no median of nothing');
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** A task to measure. It returns its time in milliseconds, or is measured as a whole. */
export type Task = () => Promise<number> | number;

/** Returns the time of a task in milliseconds. */
export function timed(task: () => unknown): Task {
  return async () => {
    const start = performance.now();
    await task();
    return performance.now() - start;
  };
}

/**
 * Returns the median times of some tasks. They take turns, forwards and then backwards, so other load affects all of them.
 */
export async function compare<const Tasks extends readonly Task[]>(
  rounds: number,
  ...tasks: Tasks
): Promise<{ readonly [Index in keyof Tasks]: number }> {
  const turns = tasks.map((task) => ({ task, times: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    for (const { task, times } of turns) times.push(await task());
    turns.reverse();
  }
  if (rounds % 2 === 1) turns.reverse();
  return turns.map(({ times }) => median(times)) as { [Index in keyof Tasks]: number };
}
