import type { Attribute } from '../catalogue/attribute.js';
import { likePieces, literalText } from './like.js';
import { firstValues, logicSentence, not } from './logic-sentence.js';
import { type Node, type NodeOf, oppositeComparisons, remarkNames } from './node.js';
import { flattened, type Visitor, visit } from './walk.js';

const quote = (value: number | string | boolean): string => (typeof value === 'string' ? `'${value}'` : String(value));

const withUnit = (attribute: Attribute, value: string): string =>
  attribute.type === 'number' && attribute.unit !== undefined && value !== '0' ? `${value} ${attribute.unit}` : value;

function comparison({ attribute, operator, value }: NodeOf<'compare'>, negated: boolean): string {
  const { name } = attribute;
  if (typeof value === 'boolean') {
    if (attribute.absence === 'false') return `${name} is ${value !== negated ? 'true' : 'missing'}`;
    return `${name} is ${value !== negated}`;
  }
  const shown = attribute.type === 'date' ? value : quote(value);
  if (operator === '=') return `${name} is ${not(negated)}${withUnit(attribute, String(shown))}`;
  return `${name} ${negated ? oppositeComparisons[operator] : operator} ${withUnit(attribute, String(shown))}`;
}

/** The subject of an expression: rows with all their lumisections, one lumisection, or either of them. */
export type Subject = 'rows' | 'lumisection' | 'either';

/** Verbs by whether a pattern begins and ends with a wildcard. */
const verbs: Readonly<Record<`${boolean}-${boolean}`, readonly [does: string, doesNot: string]>> = {
  'true-true': ['contains', 'does not contain'],
  'true-false': ['ends with', 'does not end with'],
  'false-true': ['starts with', 'does not start with'],
  'false-false': ['is', 'is not'],
};

/** Prints a pattern as JSON logic expresses it: by its parts. */
function part({ attribute, pattern }: NodeOf<'like'>, negated: boolean): string {
  const pieces = likePieces(pattern);
  const [open, close] = [pieces[0] === 'any', pieces.at(-1) === 'any'];
  const [does, doesNot] = verbs[`${open}-${close}`];
  return `${attribute.name} ${negated ? doesNot : does} '${literalText(pattern)}'`;
}

/** The subject of a phrase, whether it is negated, and whether it is nested within another. */
interface Context {
  readonly of: Subject;
  readonly negated: boolean;
  readonly nested: boolean;
}

const lumisections = (n: number): string => (n === 1 ? 'one lumisection' : `${n} lumisections`);

function count({ flag, status, operator, value }: NodeOf<'count'>, { of, negated }: Context): string {
  const atLeast = (operator === '>=') !== negated;
  const least = operator === '>=' ? value : value + 1;
  if (of === 'lumisection' || (of === 'either' && least === 1)) return `${flag} is ${not(!atLeast)}${status}`;
  if (atLeast) return `${flag} is ${status} in at least ${lumisections(least)}`;
  return `${flag} is ${status} in ${least === 1 ? 'no lumisection' : `at most ${lumisections(least - 1)}`}`;
}

function remark({ flag, field, test }: NodeOf<'remark'>, { negated }: Context): string {
  const phrase = 'like' in test ? `is like '${test.like}'` : `is '${test.equals}'`;
  return `${negated ? 'no' : 'a'} ${remarkNames[field]} on ${flag} ${phrase}`;
}

const phrases: Visitor<string, Context> = {
  compare: (tree, { negated }) => comparison(tree, negated),
  in: ({ attribute, values }, { negated }) =>
    `${attribute.name} is ${not(negated)}${values.length === 0 ? 'in an empty list' : `one of ${firstValues(values.map(quote))}`}`,
  like: (tree, { of, negated }) =>
    of === 'lumisection' ? part(tree, negated) : `${tree.attribute.name} is ${not(negated)}like '${tree.pattern}'`,
  null: ({ attribute }, { negated }) => `${attribute.name} is ${not(negated)}null`,
  has: ({ attribute, value }, { negated }) => `${attribute.name} ${negated ? 'does not have' : 'has'} '${value}'`,
  count,
  every: ({ flag, status }, { negated }) =>
    negated
      ? `${flag} is not ${status} in at least one lumisection, or has no lumisections`
      : `${flag} is ${status} in every lumisection`,
  remark,
  'no-remark': ({ flag, field }, { negated }) => `${flag} has ${negated ? 'a' : 'no'} ${remarkNames[field]}`,
  logic: ({ rule }, { negated, nested }) => logicSentence(rule, negated, nested),
  not: ({ member }, context) => phrase(member, { ...context, negated: !context.negated }),
  named: ({ name, member }, { of, negated }) =>
    `${not(negated)}${name} (${phrase(member, { of, negated: false, nested: false })})`,
  and: joined,
  or: joined,
};

/** Prints `x >= a` followed by `x <= b` as `x is between a and b`. */
function between(first: Node, second: Node | undefined): string | undefined {
  if (first.kind !== 'compare' || second?.kind !== 'compare' || first.attribute.wire !== second.attribute.wire)
    return undefined;
  if (first.operator !== '>=' || second.operator !== '<=') return undefined;
  const { attribute } = first;
  return `${attribute.name} is between ${first.value} and ${withUnit(attribute, String(second.value))}`;
}

function joined({ kind, members }: NodeOf<'and' | 'or'>, { of, negated, nested }: Context): string {
  const flat = flattened(kind, members);
  const inner = { of, negated, nested: flat.length > 1 };
  const texts: string[] = [];
  for (let i = 0; i < flat.length; i++) {
    const current = flat[i] as Node;
    const pair = kind === 'and' && !negated ? between(current, flat[i + 1]) : undefined;
    if (pair !== undefined) i++;
    texts.push(pair ?? phrase(current, inner));
  }
  const text = texts.join((kind === 'and') !== negated ? ' and ' : ' or ');
  return nested && texts.length > 1 ? `(${text})` : text;
}

const phrase = (tree: Node, context: Context): string => visit(tree, phrases, context);

/**
 * Prints an expression as an English phrase: `energy >= 6000 GeV and dt-dt is GOOD in at least one lumisection`; for one lumisection,
 * `dt-dt is GOOD`.
 */
export const sentence = (tree: Node, of: Subject = 'rows'): string =>
  phrase(tree, { of, negated: false, nested: false });
