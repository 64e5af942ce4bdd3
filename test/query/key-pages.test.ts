/** Reading pages by key in parallel returns each row once, in order, with bounded load and memory. */
import { setImmediate } from 'node:timers/promises';
import { AbortError } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { KeyPages, type KeyReading, type PageRequest } from '../../src/query/reading/key-pages.js';
import type { Rows } from '../../src/query/reading/page.js';
import { Random } from '../support/random.js';
import { rounds, seed } from '../support/rounds.js';

interface Key {
  readonly run_number: number;
  readonly name?: string;
}
type Direction = 'asc' | 'desc';

const compare = (direction: Direction, a: Key, b: Key): number =>
  (direction === 'asc' ? a.run_number - b.run_number : b.run_number - a.run_number) ||
  ((a.name ?? '') < (b.name ?? '') ? -1 : Number((a.name ?? '') > (b.name ?? '')));

const isAfter = (direction: Direction, after: Key | undefined) => {
  const begin = after && { ...after, name: after.name ?? '\uffff' };
  return (key: Key): boolean => begin === undefined || compare(direction, key, begin) > 0;
};

/** Keys of runs or datasets, evenly spaced or with gaps. */
function randomKeys(random: Random, maxRuns = 1500): Key[] {
  const [hasGaps, hasNames] = [random.chance(0.5), random.chance(0.5)];
  const keys: Key[] = [];
  for (let run = 1 + random.below(200_000), left = random.below(maxRuns); left > 0; left--) {
    run += 1 + random.below(hasGaps && random.chance(0.02) ? 20_000 : 8);
    if (!hasNames) keys.push({ run_number: run });
    else for (let n = 1 + random.below(4); n > 0; n--) keys.push({ run_number: run, name: `n${n}` });
  }
  return keys;
}

/** A registry of keys whose responses arrive in any order, and which counts requests and pages. */
class Pages {
  requests = 0;
  open = 0;
  mostOpen = 0;
  /** Pages that were requested and that the reader has not yielded. */
  held = 0;
  mostHeld = 0;
  mostRows = 0;
  /** Called after the keys are counted. */
  onCounted = (): void => {};
  readonly keys: Key[];
  readonly random: Random;
  readonly direction: Direction;
  readonly size: number;

  constructor(keys: Key[], random: Random, direction: Direction, size: number) {
    this.keys = keys;
    this.random = random;
    this.direction = direction;
    this.size = size;
  }

  sorted(): Key[] {
    return this.keys.toSorted((a, b) => compare(this.direction, a, b));
  }

  async fetch({ after, page, size }: PageRequest) {
    this.requests++;
    this.mostOpen = Math.max(this.mostOpen, ++this.open);
    this.mostHeld = Math.max(this.mostHeld, ++this.held);
    for (let turns = this.random.below(6); turns > 0; turns--) await setImmediate();
    this.open--;
    const matching = () => this.sorted().filter(isAfter(this.direction, after));
    // As the registry does, counts keys before it reads them. A page that disagrees with the count is requested again.
    for (;;) {
      const count = matching().length;
      this.onCounted();
      const rows = matching().slice(page * size, (page + 1) * size);
      this.mostRows = Math.max(this.mostRows, rows.length);
      if (rows.length === Math.max(0, Math.min(size, count - page * size)))
        return { rows: rows as unknown as Rows, count };
    }
  }

  reader(options: Partial<KeyReading> = {}): KeyPages {
    return new KeyPages({
      direction: this.direction,
      size: this.size,
      parallel: 4,
      wanted: Number.POSITIVE_INFINITY,
      path: '/runs',
      fetch: (request) => this.fetch(request),
      signal: undefined,
      ...options,
    });
  }

  async read(reader = this.reader()): Promise<Key[]> {
    const found: Key[] = [];
    for await (const rows of reader.pages()) {
      this.held--;
      found.push(...(rows as unknown as Key[]));
    }
    return found;
  }
}

const cases = rounds({ usual: 20, full: 100 });
console.log(`${cases} random registries: TEST_SEED=${seed}`);

const randomPages = (number: number): Pages => {
  const random = new Random(seed, number);
  return new Pages(randomKeys(random), random, random.one(['asc', 'desc']), random.one([20, 50, 200]));
};

/** Few keys in small pages, so that the first or second page is often full, and the last one. */
const smallPages = (number: number): Pages => {
  const random = new Random(seed, number);
  return new Pages(randomKeys(random, 12), random, random.one(['asc', 'desc']), random.one([2, 3, 5]));
};

describe('random keys', () => {
  test('are each returned once, in order, with at most 4 requests in parallel and 8 pages in memory', async () => {
    for (let number = 0; number < cases; number++) {
      const pages = randomPages(number);
      const expected = pages.keys.toSorted((a, b) => compare(pages.direction, a, b));
      expect(await pages.read(), `TEST_SEED=${seed}, case ${number}`).toEqual(expected);
      expect(pages.mostOpen).toBeLessThanOrEqual(4);
      // The page that the caller processes counts, too.
      expect(pages.mostHeld).toBeLessThanOrEqual(9);
      expect(pages.mostRows).toBeLessThanOrEqual(pages.size);
      // One after the other, full pages take this many requests.
      const fewest = Math.floor(expected.length / pages.size) + 1;
      expect(pages.requests).toBeLessThanOrEqual(1.1 * fewest + 3);
    }
  });

  test('that exist throughout are returned once while others are added and removed', async () => {
    for (let number = 0; number < 2 * cases; number++) {
      const isSmall = number % 2 === 1;
      const pages = isSmall ? smallPages(number) : randomPages(number);
      const { keys, random } = pages;
      const throughout = new Set(keys);
      const change = (): void => {
        for (let changes = random.below(4); changes > 0; changes--) {
          const [removed] = random.chance(0.5) ? keys.splice(random.below(keys.length), 1) : [];
          if (removed !== undefined) throughout.delete(removed);
          // Before one of the last keys, which may move the last one out of a full page.
          const before = random.chance(0.5) ? pages.sorted().at(-1 - random.below(4)) : undefined;
          const run_number =
            before === undefined ? 1 + random.below(250_000) : before.run_number + (pages.direction === 'asc' ? -1 : 1);
          if (!keys.some((key) => key.run_number === run_number)) keys.push({ run_number, name: 'new' });
        }
      };
      pages.onCounted = () => {
        if (random.chance(0.3)) change();
      };
      const reader = pages.reader({
        fetch: (request) => {
          if (!isSmall || random.chance(0.1)) change();
          return pages.fetch(request);
        },
      });
      const found = await pages.read(reader);
      const label = `TEST_SEED=${seed}, case ${number}`;
      expect(new Set(found).size, label).toBe(found.length);
      expect(found, label).toEqual(found.toSorted((a, b) => compare(pages.direction, a, b)));
      const read = new Set(found);
      expect(
        [...throughout].filter((key) => !read.has(key)),
        label,
      ).toEqual([]);
    }
  });

  test('are read with full pages one after the other without parallel requests', async () => {
    for (let number = 0; number < cases / 4; number++) {
      const pages = randomPages(number);
      const found = await pages.read(pages.reader({ parallel: 1 }));
      expect(found).toHaveLength(pages.keys.length);
      expect(pages.requests).toBe(Math.floor(found.length / pages.size) + 1);
    }
  });
});

test('runs with large gaps take few more requests than full pages', async () => {
  const run = (index: number): number => 1 + index + 30_000 * Math.floor(index / 700);
  const runs = Array.from({ length: 5000 }, (_, index) => ({ run_number: run(index) }));
  const pages = new Pages(runs, new Random('gaps'), 'asc', 1000);
  expect(await pages.read()).toEqual(runs);
  expect(pages.requests).toBeLessThanOrEqual(6);
});

test('a row that is moved out of a full page by one added after the count is returned', async () => {
  for (const count of [50, 100, 150]) {
    const runs = Array.from({ length: count }, (_, index) => ({ run_number: 10 + index }));
    const pages = new Pages([...runs], new Random('full pages'), 'asc', 50);
    let counted = 0;
    pages.onCounted = () => {
      if (++counted === count / 50) pages.keys.push({ run_number: 9 + count - 50 + 0.5 });
    };
    const found = new Set((await pages.read(pages.reader({ parallel: 1 }))).map(({ run_number }) => run_number));
    expect(
      runs.filter(({ run_number }) => !found.has(run_number)),
      `${count} runs`,
    ).toEqual([]);
  }
});

test('a page is requested again by key if rows before it were removed', async () => {
  const runs = Array.from({ length: 300 }, (_, index) => ({ run_number: 1 + index }));
  const pages = new Pages([...runs], new Random('again'), 'asc', 50);
  const again: PageRequest[] = [];
  let isChanged = false;
  let latest: Promise<unknown> | undefined;
  const reader = pages.reader({
    fetch: async (request) => {
      if (request.page === 1 && !isChanged) {
        isChanged = true;
        await latest;
        // The page before it has arrived. Its own rows move by more than the overlap.
        pages.keys.splice(60, 20);
      } else if (isChanged && request.page === 0) again.push(request);
      const response = pages.fetch(request);
      latest = response;
      return response;
    },
  });
  const found = (await pages.read(reader)).map(({ run_number }) => run_number);
  expect(found).toEqual(found.toSorted((a, b) => a - b));
  expect(found).toEqual(expect.arrayContaining(pages.keys.map(({ run_number }) => run_number)));
  expect(again.length).toBeGreaterThan(0);
});

describe('evenly spaced runs', () => {
  const runs = (count: number): Key[] => Array.from({ length: count }, (_, index) => ({ run_number: 300_000 + index }));
  const pagesOf = (count: number, size: number): Pages =>
    new Pages(runs(count), new Random('evenly spaced'), 'desc', size);

  test('take few more requests than full pages', async () => {
    const pages = pagesOf(5000, 50);
    expect(await pages.read()).toHaveLength(5000);
    expect(pages.mostOpen).toBe(4);
    expect(pages.requests).toBeLessThanOrEqual(1.05 * 100);
  });

  // Pages of 1 to 3 rows are read one after the other, because an overlap would repeat too many.
  test.each([
    [1, 1001],
    [2, 501],
    [3, 334],
    [5, 255],
    [10, 115],
  ])('take few requests in pages of %i', async (size, requests) => {
    const pages = pagesOf(1000, size);
    expect(await pages.read()).toHaveLength(1000);
    expect(pages.requests).toBeLessThanOrEqual(requests);
    expect(pages.mostRows).toBe(size);
  });

  test('take one request until the caller wants a second page', async () => {
    const pages = pagesOf(500, 50);
    const reading = pages.reader().pages();
    await reading.next();
    await setImmediate();
    expect(pages.requests).toBe(1);
    await reading.next();
    expect(pages.requests).toBeGreaterThan(2);
    await reading.return();
    const { requests } = pages;
    await setImmediate();
    expect([pages.requests, pages.open]).toEqual([requests, 0]);
  });

  test('are not requested after the caller aborts', async () => {
    const pages = pagesOf(500, 50);
    const controller = new AbortController();
    const reading = pages.reader({ signal: controller.signal }).pages();
    await reading.next();
    controller.abort();
    await expect(reading.next()).rejects.toBeInstanceOf(AbortError);
    expect(pages.requests).toBe(1);
  });

  test.each([
    [50, 1],
    [120, 3],
    [150, 4],
    [250, 6],
  ])('are not read far beyond a limit of %i', async (wanted, requests) => {
    const pages = pagesOf(5000, 50);
    const reading = pages.reader({ wanted, parallel: 8 }).pages();
    let found = 0;
    while (found < wanted) found += (await reading.next()).value?.length ?? wanted;
    await reading.return();
    expect(pages.requests).toBeLessThanOrEqual(requests);
  });
});

describe('an error', () => {
  test('follows the rows of the pages before it, and ends all requests', async () => {
    const pages = new Pages(
      Array.from({ length: 1000 }, (_, index) => ({ run_number: 1 + index })),
      new Random('errors'),
      'asc',
      50,
    );
    const failure = new Error('a failure');
    const aborted: AbortSignal[] = [];
    const reader = pages.reader({
      fetch: (request, signal) => {
        aborted.push(signal);
        return (request.after?.run_number ?? 0) >= 400 ? Promise.reject(failure) : pages.fetch(request);
      },
    });
    const found: number[] = [];
    const read = async () => {
      for await (const rows of reader.pages()) found.push(...rows.map(({ run_number }) => run_number as number));
    };
    await expect(read()).rejects.toBe(failure);
    expect(found).toEqual(Array.from({ length: found.length }, (_, index) => 1 + index));
    expect(found.length).toBeGreaterThanOrEqual(350);
    expect(pages.open).toBe(0);
    expect(aborted.every((signal) => signal.aborted)).toBe(true);
  });

  test.each<[string, (request: PageRequest) => Key[]]>([
    ['with the key', ({ after }) => [{ run_number: after?.run_number ?? 9 }]],
    ['before the key', ({ after }) => [{ run_number: (after?.run_number ?? 8) + 1 }]],
    ['before the row before it', ({ after }) => (after ? [{ run_number: 1 }, { run_number: 2 }] : [{ run_number: 9 }])],
  ])('rejects a row %s', async (_, rowsOf) => {
    const pages = new Pages([], new Random('rows'), 'desc', 1);
    const reader = pages.reader({ fetch: async (request) => ({ rows: rowsOf(request) as unknown as Rows, count: 5 }) });
    await expect(pages.read(reader)).rejects.toMatchObject({ code: 'wrong-order' });
  });
});
