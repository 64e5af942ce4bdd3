/** How many random cases the tests run, and from which seed. */

const { TEST_ROUNDS, TEST_CASES, TEST_FACTOR = '1', TEST_SEED } = process.env;

/** True in `npm run test:full`. */
export const isFull = TEST_ROUNDS === 'full';

/**
 * Returns the number of rounds of `npm test`, of `npm run test:full`, or of the variable `TEST_CASES`. The variable `TEST_FACTOR`
 * multiplies that of `npm run test:full`. Files that only run there, `*.full.*`, have one number.
 */
export function rounds(numbers: number | { readonly usual: number; readonly full: number }): number {
  if (TEST_CASES !== undefined) return Number(TEST_CASES);
  const { usual, full } = typeof numbers === 'number' ? { usual: 0, full: numbers } : numbers;
  return isFull ? full * Number(TEST_FACTOR) : usual;
}

/** Returns all items in `npm run test:full`, otherwise `usual` of them, evenly spaced from the first. */
export function selection<Item>(items: readonly Item[], usual: number): Item[] {
  const step = isFull ? 1 : Math.max(1, items.length / usual);
  return items.filter((_, index) => Math.floor(index / step) > Math.floor((index - 1) / step));
}

/** Returns all items in `npm run test:full`, otherwise every n-th one, from a start that differs between the rows of a matrix. */
export function share<Item>(
  items: readonly Item[],
  { of: n, from }: { readonly of: number; readonly from: number },
): Item[] {
  return items.filter((_, index) => isFull || index % n === from % n);
}

/** Returns the seed that the variable `TEST_SEED` sets, or else the given one. */
export const seedOr = (seed: number): number => Number(TEST_SEED ?? seed);

/** The seed of this run, which every random test prints. */
export const seed = seedOr(Math.floor(Math.random() * 2 ** 31));

const deviation = (share: number, of: number): number => 7 * Math.sqrt(of * share * (1 - share));

/**
 * Returns how many of the cases fulfil a condition that a share of all cases fulfils, for all but one in 10⁹ seeds. It is 0 for few
 * cases: then the condition proves nothing, and `npm run test:full` has more.
 */
export const fewest = (share: number, of: number): number => Math.max(0, Math.floor(share * of - deviation(share, of)));

/** Like `fewest`, for the greatest number. */
export const most = (share: number, of: number): number => Math.min(of, Math.ceil(share * of + deviation(share, of)));
