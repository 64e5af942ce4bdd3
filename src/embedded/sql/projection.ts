import type { Json } from '../state.js';
import type { Projected } from './clause.js';

type Fields = { readonly [key: string]: Projected };

/** What becomes of a key that is no group: dropped (`undefined`) or kept, possibly changed. */
type Take = (key: string, value: Json) => { readonly value: Projected } | undefined;

const keep: Take = (_key, value) => ({ value });

const runs: Take = (key, value) => (key.startsWith('triplet_summary') ? undefined : keep(key, value));

const cache: Take = (key, value) => (key.startsWith('triplet_summary') ? keep(key, value) : undefined);

/** In the list of datasets the run is asked by prefix with a dot… */
const runOfDataset: Take = (key, value) =>
  key.startsWith('rr_attributes.') || key.startsWith('oms_attributes.') ? keep(key, value) : undefined;

/** …and the dataset drops by prefix without one, so a bare `oms_attributes` is ignored there. */
const datasets: Take = (key, value) => {
  if (['triplet_summary', 'rr_attributes', 'oms_attributes'].some((prefix) => key.startsWith(prefix))) return undefined;
  // "contains" whatever the operator was: only the first value under the key is looked at.
  if (key.startsWith('datasets_in_gui')) return { value: { contains: entriesOf(value)[0]?.[1] } };
  return keep(key, value);
};

/**
 * The filter of a list, projected onto each table: the registry does not evaluate a filter as a whole, but ANDs its projections.
 *
 * A member of an `and`/`or` array stays when it contains a key of the projection, or when any key of the projection precedes it, on
 * any level. A member that stays only for that reason becomes an empty object, and `{"or":[{},{}]}` is false. So
 * `{"run_number":…,"or":[X,Y]}` with two flags matches nothing although the same filter without `run_number` is correct.
 */
export interface Projections {
  readonly main: Fields;
  readonly run: Fields;
  readonly cache: Fields;
}

/** Splits the filter of a list of runs: the run itself, and the flags of its online dataset. */
export function projectRuns(filter: Json | undefined): Projections {
  return { main: projection(filter, runs), run: {}, cache: projection(filter, cache) };
}

/** Splits the filter of a list of datasets: the dataset, its run, and its flags. */
export function projectDatasets(filter: Json | undefined): Projections {
  return {
    main: projection(filter, datasets),
    run: projection(filter, runOfDataset),
    cache: projection(filter, cache),
  };
}

function projection(filter: Json | undefined, take: Take): Fields {
  const { fields, met } = project(filter, take, false);
  return met ? fields : {};
}

/** What became of each part of a filter, with and without something met before it. */
type Seen = Map<unknown, { fields: Fields; met: boolean }>[];

/** Each part is visited twice on its level. What is known of it is kept, since otherwise each level would double the work. */
function project(
  filter: Json | undefined,
  take: Take,
  metBefore: boolean,
  seen: Seen = [new Map(), new Map()],
): { fields: Fields; met: boolean } {
  const known = seen[Number(metBefore)] as Seen[number];
  const before = known.get(filter);
  if (before !== undefined) return before;
  const result = projectAnew(filter, take, metBefore, seen);
  known.set(filter, result);
  return result;
}

function projectAnew(
  filter: Json | undefined,
  take: Take,
  metBefore: boolean,
  seen: Seen,
): { fields: Fields; met: boolean } {
  const kept: [string, Projected][] = [];
  let met = metBefore;
  for (const [key, value] of entriesOf(filter)) {
    if (key === 'and' || key === 'or') {
      const known = met;
      // Which members stay is decided with what was known before the array; what becomes of them, one after the other.
      const staying = membersOf(value).filter((member) => project(member, take, known, seen).met);
      const members = staying.map((member) => {
        const result = project(member, take, met, seen);
        met = result.met;
        return result.fields;
      });
      kept.push([key, members]);
    } else {
      const taken = take(key, value);
      if (taken === undefined) continue;
      kept.push([key, taken.value]);
      met = true;
    }
  }
  return { fields: Object.fromEntries(kept), met };
}

/** Keys and values as `Object.entries` sees them: of an array its positions, of a text its letters, of a number none. */
function entriesOf(value: Json | undefined): [string, Json][] {
  if (value === null || value === undefined) throw new TypeError('Cannot convert undefined or null to object');
  return Object.entries(value as { readonly [key: string]: Json });
}

/** A group has to be an array: `"or": {…}` is a 500. */
function membersOf(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value;
  if (value === null) throw new TypeError("Cannot read property 'filter' of null");
  throw new TypeError('val.filter is not a function');
}
