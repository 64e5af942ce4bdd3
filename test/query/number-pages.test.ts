/** Reading pages by number returns the rows of one state of the registry, or rejects. */
import { setImmediate } from 'node:timers/promises';
import { ResponseError } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { type NumberReading, numberPages } from '../../src/query/reading/number-pages.js';
import { checkPage } from '../../src/query/reading/page.js';
import { Random } from '../support/random.js';
import { rounds, seed } from '../support/rounds.js';

type Request = Parameters<NumberReading['fetch']>[0];

const planned = ({ page, size }: Request) => ({
  method: 'POST' as const,
  path: '/runs_filtered_ordered' as const,
  body: { page, page_size: size, sortings: [], filter: {} },
  check: false,
});

const rowOf = (run_number: number) => ({
  run_number,
  oms_attributes: {},
  rr_attributes: {},
  DatasetTripletCache: {},
});

/** Run numbers in any order, in a registry whose responses arrive in any order. */
class Pages {
  requests = 0;
  /** Called before the rows are counted, and again before they are read. */
  onStep = (): void => {};
  readonly random: Random;
  readonly size: number;
  runs: readonly number[];

  constructor(random: Random, count: number, size: number) {
    this.random = random;
    this.size = size;
    this.runs = Array.from({ length: count }, (_, index) => index);
  }

  async fetch({ page, size }: Request) {
    this.requests++;
    for (let turns = this.random.below(6); turns > 0; turns--) await setImmediate();
    this.onStep();
    const count = this.runs.length;
    this.onStep();
    const runs = this.runs.slice(page * size, (page + 1) * size).map(rowOf);
    return checkPage({ runs, count }, planned({ page, size }), 'runs');
  }

  async read(options: Partial<NumberReading> = {}): Promise<number[]> {
    const pages = numberPages({
      size: this.size,
      parallel: 4,
      wanted: Number.POSITIVE_INFINITY,
      path: '/runs_filtered_ordered',
      fetch: (request) => this.fetch(request),
      signal: undefined,
      ...options,
    });
    const { wanted = Number.POSITIVE_INFINITY } = options;
    const found: number[] = [];
    for await (const rows of pages) {
      found.push(...rows.map(({ run_number }) => run_number as number));
      // As a reader with a limit does.
      if (found.length >= wanted) return found.slice(0, wanted);
    }
    return found;
  }

  add(run: number): void {
    this.runs = this.runs.toSpliced(this.random.below(this.runs.length + 1), 0, run);
  }

  remove(): number {
    const index = this.random.below(this.runs.length);
    const removed = this.runs[index] as number;
    this.runs = this.runs.toSpliced(index, 1);
    return removed;
  }
}

const kinds = {
  added: (pages: Pages): void => pages.add(1000),
  removed: (pages: Pages): void => void pages.remove(),
  moved: (pages: Pages): void => pages.add(pages.remove()),
};

const cases = rounds({ usual: 500, full: 1000 });
console.log(`${cases} random reads: TEST_SEED=${seed}`);

/** Reads while one change is made before or between a count and the rows of a page. Returns the result and the two states. */
async function readDuringChange(number: number, change: (pages: Pages) => void, hasLimit: boolean) {
  const random = new Random(seed, number);
  const size = random.one([1, 2, 3, 4, 25]);
  const pages = new Pages(random, 1 + random.below(100), size);
  const wanted = hasLimit ? 1 + random.below(pages.runs.length + 2) : Number.POSITIVE_INFINITY;
  const before = pages.runs.slice(0, wanted);
  let left = random.below(20);
  pages.onStep = () => {
    if (left-- === 0) change(pages);
  };
  const result = await pages.read({ wanted, parallel: random.one([1, 2, 4]) }).catch((error: unknown) => {
    expect(error).toBeInstanceOf(ResponseError);
    return (error as ResponseError).code;
  });
  return { result, states: [before, pages.runs.slice(0, wanted)] };
}

describe('one change', () => {
  test.each([
    ['added', false],
    ['removed', false],
    ['moved', false],
    ['added', true],
    ['removed', true],
    ['moved', true],
  ] as const)('a row that is %s is detected or does not affect the rows, with a limit: %s', async (kind, hasLimit) => {
    let detected = 0;
    for (let number = 0; number < cases; number++) {
      const { result, states } = await readDuringChange(number, kinds[kind], hasLimit);
      if (typeof result !== 'string') expect(states, `TEST_SEED=${seed}, case ${number}`).toContainEqual(result);
      else {
        expect(['changed-while-reading', 'wrong-number-of-rows']).toContain(result);
        detected++;
      }
    }
    expect(detected).toBeGreaterThan(0);
  });
});

/** Reads while rows are added and removed, and moved if `moves`. Returns the result, and the runs that stayed within the limit. */
async function readDuringChanges(number: number, moves: boolean) {
  const random = new Random(seed, 'many', number);
  const size = random.one([1, 2, 3, 4, 25]);
  const pages = new Pages(random, 1 + random.below(100), size);
  const wanted = random.chance(0.3) ? 1 + random.below(pages.runs.length + 2) : Number.POSITIVE_INFINITY;
  let stayed = new Set(pages.runs.slice(0, wanted));
  let next = 1000;
  const rate = random.one([0.05, 0.2]);
  const keepsCount = random.chance(0.5);
  pages.onStep = () => {
    const removes = random.chance(rate) && pages.runs.length > 0;
    const adds = keepsCount ? removes : random.chance(rate);
    if (removes) pages.remove();
    if (adds) pages.add(next++);
    if (moves && random.chance(rate) && pages.runs.length > 0) pages.add(pages.remove());
    const present = new Set(pages.runs.slice(0, wanted));
    stayed = new Set([...stayed].filter((run) => present.has(run)));
  };
  const result = await pages.read({ wanted, parallel: random.one([1, 2, 4]) }).catch(() => undefined);
  return { result, stayed };
}

describe('many changes', () => {
  test.each([false, true])('repeat no row, if rows also move: %s', async (moves) => {
    for (let number = 0; number < cases; number++) {
      const { result = [] } = await readDuringChanges(number, moves);
      expect(new Set(result).size, `TEST_SEED=${seed}, case ${number}`).toBe(result.length);
    }
  });

  test('lose no row, if rows are added and removed', async () => {
    let read = 0;
    for (let number = 0; number < 4 * cases; number++) {
      const { result, stayed } = await readDuringChanges(number, false);
      if (result === undefined) continue;
      read++;
      const lost = [...stayed].filter((run) => !result.includes(run));
      expect(lost, `TEST_SEED=${seed}, case ${number}`).toEqual([]);
    }
    expect(read).toBeGreaterThan(0);
  });
});

test('detects a row that is removed before the current page while another is added after it', async () => {
  const pages = new Pages(new Random('shift'), 100, 10);
  pages.onStep = () => {
    // Between the first request and the second.
    if (pages.requests === 2 && pages.runs.length === 100 && pages.runs[0] === 0)
      pages.runs = [...pages.runs.slice(1), 1000];
  };
  await expect(pages.read({ parallel: 1 })).rejects.toMatchObject({ code: 'changed-while-reading' });
});

test.each([
  [0, 1],
  [999, 1],
  [1000, 2],
  [1999, 3],
  [5207, 6],
  [20_000, 21],
])('%i rows in pages of 1000 take %i requests', async (count, requests) => {
  const pages = new Pages(new Random('requests'), count, 1000);
  expect(await pages.read()).toEqual(pages.runs);
  expect(pages.requests).toBe(requests);
});

test.each([
  [10, 1],
  [25, 3],
])('a limit of %i takes %i requests', async (wanted, requests) => {
  const pages = new Pages(new Random('limit'), 100, 10);
  expect(await pages.read({ wanted })).toEqual(pages.runs.slice(0, wanted));
  expect(pages.requests).toBe(requests);
});
