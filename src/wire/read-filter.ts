import { didYouMean } from '../catalogue/nearest.js';
import { isExpression, type Node } from '../expression/node.js';
import type { Projection, Target } from '../print/formula.js';
import { describe } from '../util/describe.js';
import { isPlainObject, type JsonObject } from '../util/json-object.js';
import { warnOfAbsence } from './absence.js';
import type { FilterWarning } from './filter-warning.js';
import { checkLength, checkSpelling, joinerOf } from './grammar.js';
import { isInGui, nearestKeys, wireKey } from './key.js';
import { keyCondition } from './key-condition.js';
import { join, type Part } from './parts.js';
import { Place } from './place.js';

/** Conditions on several keys, with their tables. */
interface Read extends Part {
  readonly tables: ReadonlySet<Projection>;
  /** True if it contains an OR. An OR with one member has the same problems in the registry. */
  readonly hasOr: boolean;
  /** The members of a group. */
  readonly members?: readonly Read[];
}

const joinAll = (joiner: 'and' | 'or', reads: readonly Read[]): Read => ({
  ...join(joiner, reads),
  tables: new Set(reads.flatMap(({ tables }) => [...tables])),
  hasOr: joiner === 'or' || reads.some(({ hasOr }) => hasOr),
});

/** Keys of the body of a request, which has the filter as a member. */
const requestKeys = ['filter', 'page', 'page_size', 'sortings'];

function field(key: string, value: unknown, place: Place): Read {
  const { target } = place.context;
  const wire = wireKey(key, target);
  if (wire !== undefined) return { ...keyCondition(wire, value, place), tables: new Set([wire.table]), hasOr: false };
  const other: Target = target === 'runs' ? 'datasets' : 'runs';
  return place.fail(
    `Unknown key ${describe(key)} of ${target}`,
    wireKey(key, other) === undefined
      ? requestKeys.includes(key)
        ? `It belongs to a request. Pass its filter: ${target}.parse(request.filter).`
        : didYouMean(nearestKeys(key, target))
      : `It is a key of ${other}: write ${other}.parse(…).`,
  );
}

/** Returns true if all members are ordinary conditions on the main table of the target. */
function isPlain(members: readonly unknown[], target: Target): boolean {
  const main: Projection = target === 'runs' ? 'run' : 'dataset';
  return members.every((member) =>
    Object.keys(member as JsonObject).every((key) => {
      const wire = wireKey(key, target);
      return wire?.table === main && !isInGui(wire);
    }),
  );
}

/** Reads `and` or `or` of conditions on several keys. Undefined if it has no conditions. */
function group(name: string, value: unknown, place: Place): Read | undefined {
  if (!Array.isArray(value)) {
    place.warn('server-error', `The registry returns an error for '${name}' without a list`);
    return object(value, place.deeper());
  }
  checkLength(value, place);
  const joiner = joinerOf(name) as 'and' | 'or';
  const members = value.flatMap((member, index) => object(member, place.at(index).deeper()) ?? []);
  // An empty AND is true. An empty OR is a mistake.
  if (joiner === 'or' && (members.length < value.length || members.length === 0))
    place.fail(`Expected a condition in each member of '${name}'`, 'Remove the empty members.');
  if (members.length === 0) return undefined;
  const read = { ...joinAll(joiner, members), members };
  const { target } = place.context;
  if (name !== joiner && !isPlain(value, target))
    place.warn('upper-case', `The registry returns an error for ${name}, unless all its members are keys of ${target}`);
  if (joiner === 'or' && read.tables.size > 1)
    place.warn('read-as-and', 'The registry reads this OR as an AND, because its members are in several tables');
  return read;
}

/** Reads the entries of an object, joined by AND. Undefined if it has no conditions. */
function object(filter: unknown, place: Place): Read | undefined {
  if (isExpression(filter))
    return place.fail('Expected an object as a filter, got an expression', 'Use where(…) for expressions.');
  if (!isPlainObject(filter))
    return place.fail(
      `Expected an object as a filter, got ${describe(filter)}`,
      typeof filter === 'string' && /^\s*\{/.test(filter)
        ? 'Write JSON.parse(text) for a string of JSON.'
        : "Write { run_number: { '>=': 355000 } }.",
    );
  checkSpelling(filter, place);
  const reads = Object.entries(filter).flatMap(
    ([key, value]) => (joinerOf(key) === undefined ? field : group)(key, value, place.at(key)) ?? [],
  );
  return reads.length < 2 ? reads[0] : joinAll('and', reads);
}

/** Warns of an OR across tables. The registry only supports it within one table, or in an element of a single `and`. */
function checkTables(filter: JsonObject, { hasOr, tables, members }: Read, place: Place): void {
  if (!hasOr || tables.size < 2 || place.context.warnings.some(({ code }) => code === 'read-as-and')) return;
  const isOneAnd = Object.keys(filter).join() === 'and';
  if (!isOneAnd || members?.every((member) => !member.hasOr || member.tables.size === 1) !== true)
    place.warn(
      'read-as-and',
      "The registry reads an OR next to conditions on other tables as false or as an AND. Write a single 'and' whose elements are about one table each",
    );
}

/**
 * Parses a filter of the registry, such as those of the web application and the Python client, into the expression as written.
 *
 * @throws QueryError with the position of an invalid key, operator or value.
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
    checkTables(filter as JsonObject, read, place);
  }
  return { tree: read?.tree, warnings: Object.freeze(warnings) };
}
