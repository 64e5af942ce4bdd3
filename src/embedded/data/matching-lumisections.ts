import { groupBy } from '../../util/group-by.js';
import type { Json, StateRange } from '../state.js';
import type { Database } from './database.js';
import { isEqual } from './is-equal.js';
import { type Bits, completeFlags, completeList, type Flags, flagsByLumisection } from './lumisections.js';
import { omsLumisections, type StoredList, storedLists } from './stored-lumisections.js';

/** Flags of the datasets that a body matches. */
export interface MatchingFlags {
  /** Names of all flags, in the order of their first occurrence. */
  readonly names: readonly string[];
  /** One entry per lumisection of each dataset, by number. */
  readonly rows: readonly Flags[];
  /** One entry per number. */
  readonly list: readonly Flags[];
}

interface Numbered<Item> {
  readonly number: number;
  readonly item: Item;
}

/**
 * Reads the flags of all datasets that a body matches. The registry expects the rows of one dataset: where several datasets have
 * a lumisection, it reads the first row and then finds no later number: all later lumisections are EMPTY.
 */
export async function matchingFlags(
  database: Database,
  run: Json | undefined,
  dataset: Json | undefined,
): Promise<MatchingFlags> {
  const lists = await storedLists<StateRange>(database, 'RrLumisections', run, dataset);
  const numbered = byNumber(lists.map(({ items }) => flagsByLumisection(items)));
  const rows = numbered.map(({ item }) => item);
  // Lumisections of a range share their flags.
  const names = [...new Set([...new Set(rows)].flatMap((flags) => Object.keys(flags)))];
  const [only] = lists;
  if (lists.length === 1 && only !== undefined) return { names, rows, list: completeFlags(only.items) };
  return { names, rows, list: completeList(readByNumber(numbered), names) };
}

/** Reads the bits of all datasets that a body matches, in the same way. Datasets of one run are merged. */
export async function matchingBits(
  database: Database,
  run: Json | undefined,
  dataset: Json | undefined,
): Promise<readonly Bits[]> {
  if (!Array.isArray(run) && !Array.isArray(dataset)) return omsLumisections(database, run, dataset);
  const named: Json[] = Array.isArray(dataset) ? dataset : [dataset ?? null];
  const lists = await storedLists<Bits>(database, 'OmsLumisections', run, ['online', ...named]);
  const merged = [...groupBy(lists, ({ run_number }) => run_number).values()].map(mergeBits);
  if (merged.length < 2) return merged[0] ?? [];
  const bitsOrAbsent = merged.map((bits) => bits.map((each) => ('err' in each ? undefined : each)));
  return readByNumber(byNumber(bitsOrAbsent)).map((bits) => bits ?? { err: 'No data available for this lumisection' });
}

/** Applies the changes of each dataset of a run to the bits of the run. */
function mergeBits(lists: readonly StoredList<Bits>[]): Bits[] {
  const online = lists.find(({ name }) => name === 'online')?.items ?? [];
  const merged: Bits[] = [...online];
  for (const { name, items } of lists) {
    if (name === 'online') continue;
    items.forEach((bits, index) => {
      const { err: _err, ...before } = merged[index] ?? {};
      const changed = Object.entries(bits).filter(([bit, value]) => !isEqual(online[index]?.[bit], value));
      merged[index] = 'err' in bits ? (merged[index] ?? bits) : { ...before, ...Object.fromEntries(changed) };
    });
  }
  return merged;
}

function byNumber<Item>(lists: readonly (readonly (Item | undefined)[])[]): Numbered<Item>[] {
  return lists
    .flatMap((items) => items.flatMap((item, index) => (item === undefined ? [] : [{ item, number: index + 1 }])))
    .sort((a, b) => a.number - b.number);
}

/** Reads rows as the registry does: it only advances to the next row if the number is the expected one. */
function readByNumber<Item>(rows: readonly Numbered<Item>[]): (Item | undefined)[] {
  let next = 0;
  return Array.from({ length: rows.at(-1)?.number ?? 0 }, (_, index) => {
    const row = rows[next];
    if (row?.number !== index + 1) return undefined;
    next++;
    return row.item;
  });
}
