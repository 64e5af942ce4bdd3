import { match } from 'ts-pattern';
import type { Attribute } from '../catalogue/attribute.js';
import { statuses } from '../catalogue/states.js';
import { escapeLike, likePieces, matchesAll } from '../expression/like.js';
import { type Node, type NodeOf, notForRows, oppositeComparisons, type RemarkTest } from '../expression/node.js';
import { type Visitor, visit } from '../expression/walk.js';

/** The lists of the registry that a query reads. */
export type Target = 'runs' | 'datasets';

/**
 * A table that the registry projects a filter onto; `triplet` has the flags. Conditions on one table combine freely; across tables, only
 * by AND.
 */
export type Projection = 'run' | 'dataset' | 'triplet';

/** An operator of the registry. */
type WireOperator = '=' | '<>' | '>' | '>=' | '<' | '<=' | 'like' | 'notlike';

/** A value in a filter of the registry. Its JSON type determines the comparison. */
type WireValue = number | string | boolean | null;

/** One condition in the registry's format: `{"<key>":{"<operator>":<value>}}`. */
export interface Atom {
  readonly kind: 'atom';
  readonly key: string;
  readonly operator: WireOperator;
  readonly value: WireValue;
  readonly projection: Projection;
  /** True for a column, whose numbers are compared correctly under `and` and `or` too. */
  readonly column: boolean;
  /** True if the key can be null or missing. */
  readonly nullable: boolean;
  /** True for `datasets_in_gui`, where every operator means "contains", so the complement cannot be expressed. */
  readonly contains: boolean;
}

/** A filter as the registry interprets it. An `approximate` formula holds for more rows than match. */
export type Formula =
  | Atom
  | { readonly kind: 'all'; readonly members: readonly Formula[] }
  | { readonly kind: 'any'; readonly members: readonly Formula[] }
  | { readonly kind: 'approximate'; readonly of: Formula };

/** Holds for every row. */
export const always: Formula = { kind: 'all', members: [] };
/** Holds for no row. */
export const never: Formula = { kind: 'any', members: [] };

const flatten = (kind: 'all' | 'any', members: readonly Formula[]): readonly Formula[] =>
  members.some((member) => member.kind === kind)
    ? members.flatMap((member) => (member.kind === kind ? member.members : [member]))
    : members;

const isAlways = (formula: Formula): boolean => formula.kind === 'all' && formula.members.length === 0;
/** Returns true if the formula holds for no row. */
export const isNever = (formula: Formula): boolean => formula.kind === 'any' && formula.members.length === 0;

/** Joins formulas by AND and simplifies the result. */
export function all(members: readonly Formula[]): Formula {
  const flat = flatten('all', members);
  if (flat.some(isNever)) return never;
  return flat.length === 1 ? (flat[0] as Formula) : { kind: 'all', members: flat };
}

/** Joins formulas by OR and simplifies the result. */
export function any(members: readonly Formula[]): Formula {
  const flat = flatten('any', members);
  if (flat.some(isAlways)) return always;
  return flat.length === 1 ? (flat[0] as Formula) : { kind: 'any', members: flat };
}

const opposite = {
  '=': '<>',
  '<>': '=',
  ...oppositeComparisons,
  like: 'notlike',
  notlike: 'like',
} as const;

const changed = (atom: Atom, operator: WireOperator, value: WireValue): Atom => ({ ...atom, operator, value });

/** Returns true for the count of a status that is missing if it does not occur. EMPTY is always present. */
const isCount = ({ key, projection }: Atom): boolean => projection === 'triplet' && !key.endsWith('.EMPTY');

/**
 * Returns the formula that holds exactly if the given one does not, including for null; undefined if the registry cannot express it. `<>`
 * and `notlike` do not match null, so null is added.
 */
export function complement(formula: Formula): Formula | undefined {
  return match(formula)
    .with({ kind: 'atom' }, complementOfAtom)
    .with({ kind: 'approximate' }, () => undefined)
    .with({ kind: 'all' }, { kind: 'any' }, ({ kind, members }) => {
      const parts = members.map(complement);
      if (parts.some((part) => part === undefined)) return undefined;
      return kind === 'all' ? any(parts as Formula[]) : all(parts as Formula[]);
    })
    .exhaustive();
}

function complementOfAtom(atom: Atom): Formula | undefined {
  if (atom.contains) return undefined;
  // The count of a status is never 0, so the complement of "more than 0" is null alone.
  if (atom.operator === '>' && atom.value === 0 && isCount(atom)) return changed(atom, '=', null);
  const flipped = changed(atom, opposite[atom.operator], atom.value);
  return atom.value === null || !atom.nullable ? flipped : any([flipped, changed(atom, '=', null)]);
}

/** Returns the table of an attribute. Datasets have a column for the number of their run. */
export function projectionOf({ scope, home }: Attribute, target: Target): Projection {
  if (target === 'runs') return 'run';
  return home === 'column' || scope === 'dataset' ? 'dataset' : 'run';
}

const atomOf = (attribute: Attribute, target: Target) => {
  const { wire: key, home } = attribute;
  const column = home === 'column';
  const projection = projectionOf(attribute, target);
  const contains = key === 'datasets_in_gui';
  return (operator: WireOperator, value: WireValue): Atom => ({
    kind: 'atom',
    key,
    operator,
    value,
    projection,
    column,
    nullable: !column,
    contains,
  });
};

const triplet =
  (key: string) =>
  (operator: WireOperator, value: WireValue): Atom => ({
    kind: 'atom',
    key: `triplet_summary.${key}`,
    operator,
    value,
    projection: 'triplet',
    column: false,
    nullable: true,
    contains: false,
  });

/** Returns the formula for at least, or at most, n lumisections. The count of a status that does not occur is null, except for EMPTY. */
function counted(flag: string, status: string, operator: '>=' | '<=', n: number): Formula {
  const is = triplet(`${flag}.${status}`);
  if (operator === '>=') return n === 1 ? is('>', 0) : is('>=', n);
  if (n === 0 && status !== 'EMPTY') return is('=', null);
  return any([is('=', null), n === 0 ? is('=', 0) : is('<=', n)]);
}

function everyOf(flag: string, status: string): Formula {
  const others = statuses.filter((other) => other !== status).map((other) => counted(flag, other, '<=', 0));
  return all([counted(flag, status, '>=', 1), ...others]);
}

/** Escapes a string as in JSON, without the quotes. */
const jsonEscaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/**
 * Returns the pattern for comments or causes, which the registry compares as the JSON of the whole list, `["HV trip", "…"]`. It can also
 * match across two comments or inside an escape, so it holds for too many rows but never for too few.
 */
function remarkPattern(test: RemarkTest): string {
  if ('equals' in test) return `%"${escapeLike(jsonEscaped(test.equals))}"%`;
  // The quotes match whole elements. Adjacent wildcards are equivalent to one.
  const pieces = ['"', ...likePieces(test.like), '"'].map((piece) =>
    typeof piece === 'object' ? escapeLike(jsonEscaped(piece.literal)) : piece === '"' ? piece : '%',
  );
  const body = pieces.filter((piece, i) => !(piece === '%' && pieces[i - 1] === '%'));
  if (body[1] === '%') body.shift();
  if (body.at(-2) === '%') body.pop();
  const text = body.join('');
  return `${body[0] === '%' ? '' : '%'}${text}${body.at(-1) === '%' ? '' : '%'}`;
}

/** The target of a formula, and whether it is for the negated tree. */
interface Context {
  readonly target: Target;
  readonly negated: boolean;
}

function joined({ kind, members }: NodeOf<'and' | 'or'>, context: Context): Formula {
  const formulas = members.map((member) => visit(member, visitor, context));
  return (kind === 'and') === context.negated ? any(formulas) : all(formulas);
}

function compared({ attribute, operator, value }: NodeOf<'compare'>, { target, negated }: Context): Formula {
  const is = atomOf(attribute, target);
  if (attribute.absence === 'false') return (value === true) === negated ? is('=', null) : is('=', true);
  if (typeof value === 'boolean') return is('=', value !== negated);
  return is(negated ? opposite[operator] : operator, value);
}

function oneOf({ attribute, values }: NodeOf<'in'>, { target, negated }: Context): Formula {
  const is = atomOf(attribute, target);
  // "None of no values" holds for every value except null.
  if (negated && values.length === 0) return attribute.home === 'column' ? always : is('<>', null);
  const members = values.map((value) => is(negated ? '<>' : '=', value));
  return negated ? all(members) : any(members);
}

/** Returns true for a string without characters that can occur between two elements of a JSON array. */
export const isWithinElement = (text: string): boolean => /^[\w ./:-]*$/.test(text);

function has({ attribute, value }: NodeOf<'has'>, { target, negated }: Context): Formula {
  const is = atomOf(attribute, target);
  if (attribute.match === 'exact') return negated ? { kind: 'approximate', of: always } : is('=', value);
  // The registry compares the list as JSON. The quotes make the pattern match whole elements; a value with JSON punctuation could also
  // match between two elements, so its rows are checked client-side.
  const element = is(negated ? 'notlike' : 'like', `%${escapeLike(JSON.stringify(value))}%`);
  return isWithinElement(value) ? element : { kind: 'approximate', of: negated ? is('<>', null) : element };
}

function count({ flag, status, operator, value }: NodeOf<'count'>, { negated }: Context): Formula {
  if (!negated) return counted(flag, status, operator, value);
  return operator === '>=' ? counted(flag, status, '<=', value - 1) : counted(flag, status, '>=', value + 1);
}

function every({ flag, status }: NodeOf<'every'>, { negated }: Context): Formula {
  const formula = everyOf(flag, status);
  return negated ? (complement(formula) as Formula) : formula;
}

function remark({ flag, field, test }: NodeOf<'remark'>, { negated }: Context): Formula {
  const is = triplet(`${flag}.${field}`);
  // Every remark matches `%`, so no row matches the negation.
  if (negated && 'like' in test && matchesAll(test.like)) return never;
  return { kind: 'approximate', of: negated ? is('<>', '[]') : is('like', remarkPattern(test)) };
}

function noRemark({ flag, field }: NodeOf<'no-remark'>, { negated }: Context): Formula {
  const is = triplet(`${flag}.${field}`);
  return negated ? all([is('<>', null), is('<>', '[]')]) : any([is('=', null), is('=', '[]')]);
}

function isNull({ attribute }: NodeOf<'null'>, { target, negated }: Context): Formula {
  // A column is never null.
  if (attribute.home === 'column') return negated ? always : never;
  return atomOf(attribute, target)(negated ? '<>' : '=', null);
}

const visitor: Visitor<Formula, Context> = {
  and: joined,
  or: joined,
  not: ({ member }, { target, negated }) => formulaOf(member, target, !negated),
  named: ({ member }, { target, negated }) => formulaOf(member, target, negated),
  logic: notForRows,
  compare: compared,
  in: oneOf,
  like: ({ attribute, pattern }, { target, negated }) =>
    atomOf(attribute, target)(negated ? 'notlike' : 'like', pattern),
  null: isNull,
  has,
  count,
  every,
  remark,
  'no-remark': noRemark,
};

/**
 * Returns the formula that holds for the rows for which the tree is true or, if `negated`, for which `not` of the tree is true. The registry
 * has no `not`, so it is pushed down to the operators. Rows for which the tree is null match neither.
 */
export const formulaOf = (tree: Node, target: Target, negated = false): Formula =>
  visit(tree, visitor, { target, negated });
