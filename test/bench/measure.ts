/** What is expected of a ratio between two things measured in the same run. */
export interface Goal {
  /** What is compared with what. */
  readonly name: string;
  readonly ratio: number;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** The figures behind the ratio, for people: they say nothing on another machine. */
  readonly figures: string;
}

/** Whether the goal is met. */
export const met = ({ ratio, atMost = Number.POSITIVE_INFINITY, atLeast = 0 }: Goal): boolean =>
  ratio <= atMost && ratio >= atLeast;

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new RangeError('there is no median of nothing');
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** Something to be timed: it says itself how many milliseconds it took, or is timed from outside. */
export type Task = () => Promise<number> | number;

/** The time that a task takes, in milliseconds. */
export function timed(task: () => unknown): Task {
  return async () => {
    const start = performance.now();
    await task();
    return performance.now() - start;
  };
}

/**
 * Median times of some tasks. They take turns, forwards and then backwards, so that what else the machine does falls on all.
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
