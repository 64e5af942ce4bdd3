import { describe } from '../expression/describe.js';
import { buildFlag } from '../expression/flag-builders.js';
import { buildRemark } from '../expression/flag-condition.js';
import { escapeLike, likeMatcher } from '../expression/like.js';
import { and, not, or } from '../expression/logic.js';
import type { Expression, Node } from '../expression/node.js';
import { elementOf, literalOf } from './json-text-pattern.js';
import type { WireKey } from './key.js';
import { type Asked, numberIn, type Part } from './parts.js';
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

/** The tree of a count compared with n. */
function countTree({ flag, status }: Of<'status'>, operator: string, n: number): Node {
  const atLeast = (count: number): Node => buildFlag(flag, 'atLeast', count, status);
  const atMost = (count: number): Node => buildFlag(flag, 'atMost', count, status);
  const least = (count: number): Node => (count <= 0 ? or(atMost(0), atLeast(1)) : atLeast(count));
  const equal = (): Node => (n === 0 ? atMost(0) : and(atLeast(n), atMost(n)));
  const trees: Readonly<Record<string, () => Node>> = {
    '>': () => least(n + 1),
    '>=': () => least(n),
    '<': () => atMost(n - 1),
    '<=': () => atMost(n),
    '=': equal,
    '<>': () => (n === 0 ? atLeast(1) : not(equal() as Expression)),
  };
  return (trees[operator] as () => Node)();
}

/** In how many lumisections a flag has a status. */
export function countCondition(key: Of<'status'>, { operator, value }: Asked, place: Place): Part {
  const isNull = value === null && (operator === '=' || operator === '<>');
  const n = isNull ? 0 : numberIn(value);
  const holds = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  if (n === undefined || !Number.isInteger(n))
    return place.fail(`a number of lumisections is compared, and ${describe(value)} is none`);
  if (holds === undefined) return place.fail(`a number of lumisections has no '${operator}'`);
  if (typeof value === 'string') place.warnOfText(value);
  // EMPTY alone is counted where it does not occur, in rows that have the flag.
  const zero = key.status === 'EMPTY' ? [isNull ? operator === '<>' : holds(0, n)] : [];
  const shape = place.absence(
    {
      key: `${key.flag}.${key.status}`,
      asked: [isNull && operator === '=', ...zero],
      meant: [holds(0, n), ...zero.map(() => holds(0, n))],
    },
    `a status that does not occur is absent, and the registry does not take that for 0; '= null' finds it`,
  );
  return { tree: countTree(key, operator, n), shape };
}

/** A pattern on the JSON text of all comments, as one on each of them; warns if the two can differ. */
function remarkPattern(value: unknown, field: string, place: Place): unknown {
  const literal = typeof value === 'string' ? literalOf(value) : undefined;
  const element = literal === undefined ? undefined : elementOf(literal);
  const plain = element ?? literal;
  // Punctuation of JSON, and what is escaped there, can match across two of them, or miss one.
  if (plain === undefined || !/[^\s,[\]]/.test(plain) || /["\\\p{Cc}]/u.test(plain))
    place.warn(
      'compared-as-text',
      `the registry compares the JSON text of all ${field} together; only '%text%' without quotes finds each of them`,
    );
  return element === undefined ? value : escapeLike(element);
}

/** Comments or causes, which the registry keeps as one list and compares as its JSON text. */
export function remarkCondition({ flag, field }: Of<'remark'>, { operator, value }: Asked, place: Place): Part {
  const remark = (method: string, ...args: readonly unknown[]): Node => buildRemark(flag, field, method, ...args);
  // The states without any: no list, and an empty one.
  const part = (tree: Node, ...asked: readonly boolean[]): Part => {
    const meant = [operator === '=', operator === '='];
    const what = `the registry tells apart rows without a list of ${field} ('= null') and with an empty one ("= '[]'")`;
    return { tree, shape: place.absence({ key: `${flag}.${field}`, asked, meant }, what) };
  };
  if (value === null || value === '[]') {
    if (operator === '=') return part(remark('isNull'), value === null, value === '[]');
    if (operator === '<>') return part(remark('isNotNull'), false, value === null);
  }
  if (operator !== 'like' && operator !== 'notlike')
    return place.fail(
      `the ${field} of a flag are one text in the registry, and '${operator}' compares all of it`,
      "write like '%…%'",
    );
  const isLike = operator === 'like';
  const tree = remark(isLike ? 'like' : 'notLike', remarkPattern(value, field, place));
  const inEmpty = likeMatcher(value as string)('[]');
  return part(tree, false, isLike ? inEmpty : !inEmpty);
}
