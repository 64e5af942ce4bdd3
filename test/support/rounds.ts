/** How many random cases the tests run, and from which seed. */

const { TEST_ROUNDS, TEST_CASES, TEST_SEED } = process.env;

/** True in `npm run test:full`. */
export const isFull = TEST_ROUNDS === 'full';

/** Returns the number of rounds of `npm test`, of `npm run test:full`, or of the variable `TEST_CASES`. */
export function rounds({ usual, full }: { readonly usual: number; readonly full: number }): number {
  if (TEST_CASES !== undefined) return Number(TEST_CASES);
  return isFull ? full : usual;
}

/** Returns the seed that the variable `TEST_SEED` sets, or else the given one. */
export const seedOr = (seed: number): number => Number(TEST_SEED ?? seed);

/** The seed of this run, which every random test prints. */
export const seed = seedOr(Math.floor(Math.random() * 2 ** 31));
