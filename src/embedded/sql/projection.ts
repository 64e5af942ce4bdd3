import type { Json } from '../state.js';
import type { Projected } from './clause.js';

type Fields = { readonly [key: string]: Projected };

/** Maps a condition to the projection: `undefined` removes it, `value` replaces its value. */
type Take = (key: string, value: Json) => { readonly value: Projected } | undefined;

const keep: Take = (_key, value) => ({ value });

const runs: Take = (key, value) => (key.startsWith('triplet_summary') ? undefined : keep(key, value));

const cache: Take = (key, value) => (key.startsWith('triplet_summary') ? keep(key, value) : undefined);

/** In the list of datasets, conditions on the run have a prefix with a dot… */
const runOfDataset: Take = (key, value) =>
  key.startsWith('rr_attributes.') || key.startsWith('oms_attributes.') ? keep(key, value) : undefined;

/** …and those on the dataset exclude prefixes without one, so a bare `oms_attributes` is ignored. */
const datasets: Take = (key, value) => {
  if (['triplet_summary', 'rr_attributes', 'oms_attributes'].some((prefix) => key.startsWith(prefix))) return undefined;
  // Always "contains", regardless of the operator: the registry only reads the first value under the key.
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

/** Projections of each part of a filter, without and with a key of the projection before it. */
type Seen = Map<unknown, { fields: Fields; met: boolean }>[];

/** Projects a part of a filter. Each level visits its parts twice: without cached results, each level would double the work. */
function project(
  filter: Json | undefined,
  take: Take,
  metBefore: boolean,
  seen: Seen = [new Map(), new Map()],
): { fields: Fields; met: boolean } {
  const cached = seen[Number(metBefore)] as Seen[number];
  const before = cached.get(filter);
  if (before !== undefined) return before;
  const result = projectAnew(filter, take, metBefore, seen);
  cached.set(filter, result);
  return result;
}

function projectAnew(
  filter: Json | undefined,
  take: Take,
  metBefore: boolean,
  seen: Seen,
): { fields: Fields; met: boolean } {
  const entries: [string, Projected][] = [];
  let met = metBefore;
  for (const [key, value] of entriesOf(filter)) {
    if (key === 'and' || key === 'or') {
      const metBeforeArray = met;
      // Members are selected by the keys before the array, and then projected one after the other.
      const staying = membersOf(value).filter((member) => project(member, take, metBeforeArray, seen).met);
      const members = staying.map((member) => {
        const result = project(member, take, met, seen);
        met = result.met;
        return result.fields;
      });
      entries.push([key, members]);
    } else {
      const taken = take(key, value);
      if (taken === undefined) continue;
      entries.push([key, taken.value]);
      met = true;
    }
  }
  return { fields: Object.fromEntries(entries), met };
}

/** Returns `Object.entries`: the positions of an array, the characters of a string, nothing for a number. */
function entriesOf(value: Json | undefined): [string, Json][] {
  if (value === null || value === undefined) throw new TypeError('Cannot convert undefined or null to object');
  return Object.entries(value as { readonly [key: string]: Json });
}

/** Returns the members of a group, which must be an array: `"or": {…}` is a 500. */
function membersOf(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value;
  if (value === null) throw new TypeError("Cannot read property 'filter' of null");
  throw new TypeError('val.filter is not a function');
}
