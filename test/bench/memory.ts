import { type Goal, median } from './measure.js';
import { measureInProcess } from './measuring-process.js';

async function largestHeap(url: string, how: 'stream' | 'all', rows: number): Promise<number> {
  const { count, largest } = await measureInProcess<{ count: number; largest: number }>('heap.ts', url, how, rows);
  // A few runs of the sample have no lumisections, and are in no list.
  if (count < rows * 0.99) throw new Error(`${count} rows instead of ${rows}`);
  return largest;
}

async function growth(url: string, how: 'stream' | 'all', rounds: number): Promise<Pick<Goal, 'ratio' | 'figures'>> {
  const few: number[] = [];
  const many: number[] = [];
  for (let round = 0; round < rounds; round++) {
    few.push(await largestHeap(url, how, 1_000));
    many.push(await largestHeap(url, how, 5_000));
  }
  const [low, high] = [median(few), median(many)];
  const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
  return { ratio: high / low, figures: `${megabytes(high)} / ${megabytes(low)}` };
}

/** Measures the heap while rows arrive, after garbage collection. `all()` shows that the measure detects growth. */
export async function memory(url: string): Promise<Goal[]> {
  return [
    { name: 'heap of stream() over 5,000 rows / 1,000 rows', atMost: 1.3, ...(await growth(url, 'stream', 3)) },
    {
      name: 'heap of all() with 5,000 rows / 1,000 rows, for comparison',
      atLeast: 1.3,
      ...(await growth(url, 'all', 1)),
    },
  ];
}
