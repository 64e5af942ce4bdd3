import { buildFlag } from '../expression/flag-builders.js';
import { buildRemark } from '../expression/flag-condition.js';
import { escapeLike, likeMatcher } from '../expression/like.js';
import { and, not, or } from '../expression/logic.js';
import { asNode, type ExpressionOf, type Node } from '../expression/node.js';
import { describe } from '../util/describe.js';
import { own } from '../util/own.js';
import { elementOf, literalOf } from './json-text-pattern.js';
import type { WireKey } from './key.js';
import { numberIn, type OperatorValue, type Part } from './parts.js';
import type { Place } from './place.js';

type Of<Kind extends WireKey['kind']> = Extract<WireKey, { readonly kind: Kind }>;

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
};

/** Returns the tree of a count compared with n. */
function countTree({ flag, status }: Of<'status'>, operator: string, n: number): Node {
  const atLeast = (count: number) => buildFlag(flag, 'atLeast', count, status);
  const atMost = (count: number) => buildFlag(flag, 'atMost', count, status);
  const least = (count: number): ExpressionOf => (count <= 0 ? or(atMost(0), atLeast(1)) : atLeast(count));
  const equal = (): ExpressionOf => (n === 0 ? atMost(0) : and(atLeast(n), atMost(n)));
  const trees: Readonly<Record<string, () => ExpressionOf>> = {
    '>': () => least(n + 1),
    '>=': () => least(n),
    '<': () => atMost(n - 1),
    '<=': () => atMost(n),
    '=': equal,
    '<>': () => (n === 0 ? atLeast(1) : not(equal())),
  };
  return asNode((trees[operator] as () => ExpressionOf)());
}

/** Returns the condition on the number of lumisections in which a flag has a status. */
export function countCondition(key: Of<'status'>, { operator, value }: OperatorValue, place: Place): Part {
  const isNull = value === null && (operator === '=' || operator === '<>');
  const n = isNull ? 0 : numberIn(value);
  const holds = own(comparisons, operator);
  if (n === undefined || !Number.isInteger(n))
    return place.fail(`Expected a number of lumisections, got ${describe(value)}`);
  if (holds === undefined)
    return place.fail(
      `Unknown operator '${operator}' of a number of lumisections`,
      `Use one of ${Object.keys(comparisons).join(' ')}.`,
    );
  if (typeof value === 'string') place.warnOfString(value);
  // Only EMPTY is counted as 0 in rows that have the flag without it.
  const zero = key.status === 'EMPTY' ? [isNull ? operator === '<>' : holds(0, n)] : [];
  const shape = place.absence(
    {
      key: `${key.flag}.${key.status}`,
      interpreted: [isNull && operator === '=', ...zero],
      written: [holds(0, n), ...zero.map(() => holds(0, n))],
    },
    `The registry does not read a missing status as 0. '= null' finds rows without the status`,
  );
  return { tree: countTree(key, operator, n), shape };
}

/** Converts a pattern on the JSON of all comments to one on each comment. Warns if the results can differ. */
function remarkPattern(value: unknown, field: string, place: Place): unknown {
  const literal = typeof value === 'string' ? literalOf(value) : undefined;
  const element = literal === undefined ? undefined : elementOf(literal);
  const plain = element ?? literal;
  // Punctuation and escapes of JSON can match across two comments, or miss one.
  if (plain === undefined || !/[^\s,[\]]/.test(plain) || /["\\\p{Cc}]/u.test(plain))
    place.warn(
      'compared-as-text',
      `The registry compares the JSON of all ${field} together. Only '%…%' without quotes finds each of them`,
    );
  return element === undefined ? value : escapeLike(element);
}

/** Returns the condition on comments or causes, which the registry compares as the JSON of one list. */
export function remarkCondition({ flag, field }: Of<'remark'>, { operator, value }: OperatorValue, place: Place): Part {
  const remark = (method: string, ...args: readonly unknown[]): Node => buildRemark(flag, field, method, ...args);
  // A row without comments has no list, or an empty one.
  const part = (tree: Node, ...interpreted: readonly boolean[]): Part => {
    const written = [operator === '=', operator === '='];
    const doubt = `The registry distinguishes rows without a list of ${field} ('= null') from rows with an empty one ("= '[]'")`;
    return { tree, shape: place.absence({ key: `${flag}.${field}`, interpreted, written }, doubt) };
  };
  if (value === null || value === '[]') {
    if (operator === '=') return part(remark('isNull'), value === null, value === '[]');
    if (operator === '<>') return part(remark('isNotNull'), false, value === null);
  }
  if (operator !== 'like' && operator !== 'notlike')
    return place.fail(
      `Expected a pattern for the ${field} of a flag, got '${operator}', which compares the JSON of all of them`,
      "Write like '%…%'.",
    );
  const isLike = operator === 'like';
  const tree = remark(isLike ? 'like' : 'notLike', remarkPattern(value, field, place));
  const inEmpty = likeMatcher(value as string)('[]');
  return part(tree, false, isLike ? inEmpty : !inEmpty);
}
