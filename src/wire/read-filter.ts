import { didYouMean } from '../catalogue/nearest.js';
import { describe } from '../expression/describe.js';
import type { Node } from '../expression/node.js';
import type { Target } from '../print/formula.js';
import { warnOfAbsence } from './absence.js';
import { checkLength, checkSpelling, isObject, type Json, joinerOf } from './grammar.js';
import { isInGui, nearestKeys, type Table, wireKey } from './key.js';
import { keyCondition } from './key-condition.js';
import { join, type Part } from './parts.js';
import { type FilterWarning, Place } from './place.js';

/** Conditions on several keys, and the tables that they speak of. */
interface Read extends Part {
  readonly tables: ReadonlySet<Table>;
  /** Whether there is an OR in it, be it of one member: the registry reads that otherwise too. */
  readonly hasOr: boolean;
  /** The members of a group. */
  readonly members?: readonly Read[];
}

const together = (joiner: 'and' | 'or', reads: readonly Read[]): Read => ({
  ...join(joiner, reads),
  tables: new Set(reads.flatMap(({ tables }) => [...tables])),
  hasOr: joiner === 'or' || reads.some(({ hasOr }) => hasOr),
});

function field(key: string, value: unknown, place: Place): Read {
  const { target } = place.context;
  const known = wireKey(key, target);
  if (known !== undefined)
    return { ...keyCondition(known, value, place), tables: new Set([known.table]), hasOr: false };
  const other: Target = target === 'runs' ? 'datasets' : 'runs';
  return place.fail(
    `${describe(key)} is not a key of ${target}`,
    wireKey(key, other) === undefined
      ? didYouMean(nearestKeys(key, target))
      : `it is a key of ${other}: write ${other}.parse(…)`,
  );
}

/** Whether members are conditions on keys of the table of the list itself, none of which is read in a way of its own. */
function isPlain(members: readonly unknown[], target: Target): boolean {
  const main: Table = target === 'runs' ? 'run' : 'dataset';
  return members.every((one) =>
    Object.keys(one as Json).every((key) => {
      const known = wireKey(key, target);
      return known?.table === main && !isInGui(known);
    }),
  );
}

/** `and` or `or` of conditions on several keys. Undefined for one that says nothing. */
function group(name: string, value: unknown, place: Place): Read | undefined {
  if (!Array.isArray(value)) {
    place.warn('server-error', `the registry answers a ${name} that is no list with an error`);
    return object(value, place.deeper());
  }
  checkLength(value, place);
  const joiner = joinerOf(name) as 'and' | 'or';
  const members = value.flatMap((one, index) => object(one, place.at(index).deeper()) ?? []);
  // An empty AND says nothing, and an empty OR nobody can mean.
  if (joiner === 'or' && (members.length < value.length || members.length === 0))
    place.fail(`'${name}' has a member that says nothing`, 'write a condition in each member');
  if (members.length === 0) return undefined;
  const read = { ...together(joiner, members), members };
  const { target } = place.context;
  if (name !== joiner && !isPlain(value, target))
    place.warn(
      'upper-case',
      `the registry answers ${name} with an error, unless all its members are plain keys of ${target}`,
    );
  if (joiner === 'or' && read.tables.size > 1)
    place.warn('read-as-and', 'the registry reads this OR as an AND, since its members are kept in several tables');
  return read;
}

/** An object: its entries, joined by AND. Undefined for one that says nothing. */
function object(filter: unknown, place: Place): Read | undefined {
  if (!isObject(filter)) return place.fail(`a filter is an object, and ${describe(filter)} is none`);
  checkSpelling(filter, place);
  const reads = Object.entries(filter).flatMap(
    ([key, value]) => (joinerOf(key) === undefined ? field : group)(key, value, place.at(key)) ?? [],
  );
  return reads.length < 2 ? reads[0] : together('and', reads);
}

/** Warns of an OR across tables. The registry reads it right in one table, or alone in an element of one `and`. */
function checkTables(filter: Json, { hasOr, tables, members }: Read, place: Place): void {
  if (!hasOr || tables.size < 2 || place.context.warnings.some(({ code }) => code === 'read-as-and')) return;
  const isOneAnd = Object.keys(filter).join() === 'and';
  if (!isOneAnd || members?.every((member) => !member.hasOr || member.tables.size === 1) !== true)
    place.warn(
      'read-as-and',
      'the registry takes an OR for false, or for an AND, where conditions of other tables stand beside it; only one `and` of elements that are of one table each is read as it looks',
    );
}

/**
 * Reads a filter of the registry, as the web application or the Python client sends it, into the expression that it looks like.
 * @throws QueryError for a key, operator or value that says nothing that could be asked, with its place.
 */
export function readFilter(
  filter: unknown,
  target: Target,
): { readonly tree: Node | undefined; readonly warnings: readonly FilterWarning[] } {
  const warnings: FilterWarning[] = [];
  const place = new Place({ target, warnings });
  const read = object(filter, place);
  if (read !== undefined) {
    warnOfAbsence(read.shape);
    checkTables(filter as Json, read, place);
  }
  return { tree: read?.tree, warnings: Object.freeze(warnings) };
}
