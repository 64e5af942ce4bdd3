import type { Attribute } from '../catalogue/attribute.js';
import { statuses } from '../catalogue/states.js';
import { escapeLike, likePieces } from '../expression/like.js';
import { type Node, notForRows, type RemarkNode } from '../expression/node.js';
import { type Visitor, visit } from '../expression/walk.js';

/** The lists of the registry that a filter can be sent to. */
export type Target = 'runs' | 'datasets';

/** A table into which the registry projects a filter. What lies in one table can be combined at will; across tables, only by AND. */
export type Projection = 'run' | 'dataset' | 'triplet';

/** An operator of the registry. */
type WireOperator = '=' | '<>' | '>' | '>=' | '<' | '<=' | 'like' | 'notlike';

/** A value of the registry's filters; its JSON type picks the comparison. */
type WireValue = number | string | boolean | null;

/** One condition in the registry's own words: `{"<key>":{"<operator>":<value>}}`. */
export interface Atom {
  readonly kind: 'atom';
  readonly key: string;
  readonly operator: WireOperator;
  readonly value: WireValue;
  readonly projection: Projection;
  /** Whether the key is a column of its own, so that `and` and `or` under it are right for numbers too. */
  readonly column: boolean;
  /** Whether the key can be null or missing. */
  readonly nullable: boolean;
  /** Set for `datasets_in_gui`, where any operator means "contains", so that there is no way to say the opposite. */
  readonly contains: boolean;
}

/** A filter as the registry understands it, or a formula that holds for more rows than are meant (`loose`). */
export type Formula =
  | Atom
  | { readonly kind: 'all'; readonly members: readonly Formula[] }
  | { readonly kind: 'any'; readonly members: readonly Formula[] }
  | { readonly kind: 'loose'; readonly of: Formula };

/** Holds for every row. */
export const always: Formula = { kind: 'all', members: [] };
/** Holds for no row. */
export const never: Formula = { kind: 'any', members: [] };

const flatten = (kind: 'all' | 'any', members: readonly Formula[]): readonly Formula[] =>
  members.some((member) => member.kind === kind)
    ? members.flatMap((member) => (member.kind === kind ? member.members : [member]))
    : members;

const isAlways = (formula: Formula): boolean => formula.kind === 'all' && formula.members.length === 0;
const isNever = (formula: Formula): boolean => formula.kind === 'any' && formula.members.length === 0;

/** All of the formulas hold; simplified. */
export function all(members: readonly Formula[]): Formula {
  const flat = flatten('all', members);
  if (flat.some(isNever)) return never;
  return flat.length === 1 ? (flat[0] as Formula) : { kind: 'all', members: flat };
}

/** At least one of the formulas holds; simplified. */
export function any(members: readonly Formula[]): Formula {
  const flat = flatten('any', members);
  if (flat.some(isAlways)) return always;
  return flat.length === 1 ? (flat[0] as Formula) : { kind: 'any', members: flat };
}

const opposite = {
  '=': '<>',
  '<>': '=',
  '>': '<=',
  '>=': '<',
  '<': '>=',
  '<=': '>',
  like: 'notlike',
  notlike: 'like',
} as const;

const changed = (atom: Atom, operator: WireOperator, value: WireValue): Atom => ({ ...atom, operator, value });

/** Whether the atom is about a status that is absent where it does not occur; EMPTY is always there. */
const isCount = ({ key, projection }: Atom): boolean => projection === 'triplet' && !key.endsWith('.EMPTY');

/**
 * Holds exactly where the formula does not hold, null included; undefined where the registry cannot be asked for that. `<>` and
 * `notlike` leave out null, so null is added.
 */
export function complement(formula: Formula): Formula | undefined {
  switch (formula.kind) {
    case 'atom': {
      if (formula.contains) return undefined;
      // A status that occurs is counted from 1, so that the opposite of "more than 0" is absence alone.
      if (formula.operator === '>' && formula.value === 0 && isCount(formula)) return changed(formula, '=', null);
      const flipped = changed(formula, opposite[formula.operator], formula.value);
      return formula.value === null || !formula.nullable ? flipped : any([flipped, changed(formula, '=', null)]);
    }
    case 'loose':
      return undefined;
    default: {
      const parts = formula.members.map(complement);
      if (parts.some((part) => part === undefined)) return undefined;
      return formula.kind === 'all' ? any(parts as Formula[]) : all(parts as Formula[]);
    }
  }
}

function projectionOf({ scope, home }: Attribute, target: Target): Projection {
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

/** At least, or at most, n lumisections. A status that does not occur is absent, so that "none" is `= null`; EMPTY is counted always. */
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

/** A text as it stands inside a JSON string. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Whether every text passes, which leaves no row for the opposite. */
const matchesAll = (test: RemarkNode['test']): boolean =>
  'like' in test && test.like !== '' && likePieces(test.like).every((piece) => piece === 'any');

/**
 * Comments and causes are compared as the JSON text of the whole list, `["HV trip", "…"]`. A pattern on that text can also match
 * across two comments or inside an escape, but never misses one that matches: it holds for too many rows, never for too few.
 */
function remarkPattern(test: RemarkNode['test']): string {
  if ('equals' in test) return `%"${escapeLike(inJson(test.equals))}"%`;
  // A text of its own is a whole element, so its quotes are matched too; wildcards in a row say no more than one.
  const pieces = ['"', ...likePieces(test.like), '"'].map((piece) =>
    typeof piece === 'object' ? escapeLike(inJson(piece.literal)) : piece === '"' ? piece : '%',
  );
  const body = pieces.filter((piece, i) => !(piece === '%' && pieces[i - 1] === '%'));
  if (body[1] === '%') body.shift();
  if (body.at(-2) === '%') body.pop();
  const text = body.join('');
  return `${body[0] === '%' ? '' : '%'}${text}${body.at(-1) === '%' ? '' : '%'}`;
}

/** The list that a formula is for, and whether it is the formula of the negated tree. */
interface Context {
  readonly target: Target;
  readonly negated: boolean;
}

type Of<Kind extends Node['kind']> = Extract<Node, { readonly kind: Kind }>;

function joined({ kind, members }: Of<'and' | 'or'>, context: Context): Formula {
  const formulas = members.map((member) => visit(member, visitor, context));
  return (kind === 'and') === context.negated ? any(formulas) : all(formulas);
}

function compared({ attribute, operator, value }: Of<'compare'>, { target, negated }: Context): Formula {
  const is = atomOf(attribute, target);
  if (attribute.absence === 'false') return (value === true) === negated ? is('=', null) : is('=', true);
  if (typeof value === 'boolean') return is('=', value !== negated);
  return is(negated ? opposite[operator] : operator, value);
}

function oneOf({ attribute, values }: Of<'in'>, { target, negated }: Context): Formula {
  const is = atomOf(attribute, target);
  // None of no values: any value will do.
  if (negated && values.length === 0) return attribute.home === 'column' ? always : is('<>', null);
  const members = values.map((value) => is(negated ? '<>' : '=', value));
  return negated ? all(members) : any(members);
}

function has({ attribute, value }: Of<'has'>, { target, negated }: Context): Formula {
  const is = atomOf(attribute, target);
  if (attribute.match === 'exact') return negated ? { kind: 'loose', of: always } : is('=', value);
  // The list is compared as JSON text. The quotes make the pattern match whole elements; a text with punctuation of JSON in
  // it could also match between two elements, so its rows are checked client-side.
  const whole = is(negated ? 'notlike' : 'like', `%${escapeLike(JSON.stringify(value))}%`);
  return /^[\w ./:-]*$/.test(value) ? whole : { kind: 'loose', of: negated ? is('<>', null) : whole };
}

function count({ flag, status, operator, value }: Of<'count'>, { negated }: Context): Formula {
  if (!negated) return counted(flag, status, operator, value);
  return operator === '>=' ? counted(flag, status, '<=', value - 1) : counted(flag, status, '>=', value + 1);
}

function every({ flag, status }: Of<'every'>, { negated }: Context): Formula {
  const formula = everyOf(flag, status);
  return negated ? (complement(formula) as Formula) : formula;
}

function remark({ flag, field, test }: Of<'remark'>, { negated }: Context): Formula {
  const is = triplet(`${flag}.${field}`);
  if (negated && matchesAll(test)) return never;
  return { kind: 'loose', of: negated ? is('<>', '[]') : is('like', remarkPattern(test)) };
}

function noRemark({ flag, field }: Of<'no-remark'>, { negated }: Context): Formula {
  const is = triplet(`${flag}.${field}`);
  return negated ? all([is('<>', null), is('<>', '[]')]) : any([is('=', null), is('=', '[]')]);
}

function isNull({ attribute }: Of<'null'>, { target, negated }: Context): Formula {
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
 * The formula that holds for the rows for which the tree is true or, where `negated`, for which `not` of the tree is true. `not`
 * is pushed down to the operators, since the registry has none; rows for which the tree is unknown hold for neither.
 */
export const formulaOf = (tree: Node, target: Target, negated = false): Formula =>
  visit(tree, visitor, { target, negated });
