import type { Attribute } from '../catalogue/attribute.js';
import { attributeNames } from '../catalogue/lookup.js';
import { statuses } from '../catalogue/states.js';
import { escapeLike, likePieces } from '../expression/like.js';
import { type Node, type NodeOf, notForRows, type RemarkTest } from '../expression/node.js';
import { type Visitor, visit } from '../expression/walk.js';
import type { Target } from '../print/formula.js';
import type { Dialect } from './dialects.js';
import { join, type Sql, sql, trusted } from './fragment.js';
import { columnOf, summaryColumn } from './tables.js';

/** The table that conditions read. */
export interface RowContext {
  readonly dialect: Dialect;
  readonly target: Target;
  /** The alias of the table, if the statement has several. */
  readonly alias?: string | undefined;
}

/** Returns a column of a table. */
export function columnSql(name: string, { quote }: Dialect, alias?: string): Sql {
  return trusted(`${alias === undefined ? '' : `${alias}.`}${quote}${name}${quote}`);
}

/** Returns true for `<component>_included` attributes that have no column. */
const isDerived = ({ name, absence }: Attribute): boolean =>
  absence === 'false' && !attributeNames(['run']).includes(name);

/** Returns the value of an attribute: null if it is missing. */
export function rawValue(attribute: Attribute, { dialect, target, alias }: RowContext): Sql {
  if (!isDerived(attribute)) return columnSql(columnOf(attribute), dialect, alias);
  const path = [...(target === 'runs' ? [] : ['Run']), attribute.home, attribute.name];
  return sql`(${dialect.at(columnSql('row', dialect, alias), path)} = 'true')`;
}

/** Returns the value that conditions, orders and `select` use, as {@link valueIn} does. */
export function value(attribute: Attribute, context: RowContext): Sql {
  const raw = rawValue(attribute, context);
  return attribute.absence === 'false' ? sql`coalesce(${raw}, FALSE)` : raw;
}

/** Returns a pattern with the escape character `!`. Trino and Spark reject an escape before other letters. */
export function likePattern(pattern: string): string {
  return likePieces(pattern)
    .map((piece) => (piece === 'any' ? '%' : piece === 'one' ? '_' : piece.literal.replace(/[!%_]/, '!$&')))
    .join('');
}

/** Compares strings by code points for an order; all engines compare them so for equality. */
function compared({ attribute, operator, value: constant }: NodeOf<'compare'>, context: RowContext): Sql {
  const actual = value(attribute, context);
  if (typeof constant === 'boolean') return constant ? actual : sql`NOT ${actual}`;
  const isOrder = typeof constant === 'string' && operator !== '=';
  return sql`${actual}${trusted(isOrder ? context.dialect.byCodePoint : '')} ${trusted(operator)} ${constant}`;
}

function oneOf({ attribute, values }: NodeOf<'in'>, context: RowContext): Sql {
  const actual = value(attribute, context);
  // `IN ()` is a syntax error. This is false, or null for null.
  if (values.length === 0) return sql`${actual} <> ${actual}`;
  return sql`${actual} IN (${join(
    values.map((one) => sql`${one}`),
    ', ',
  )})`;
}

function has({ attribute, value: element }: NodeOf<'has'>, context: RowContext): Sql {
  const { dialect } = context;
  return dialect.some(rawValue(attribute, context), (item) =>
    attribute.match === 'exact' ? sql`${item} = ${element}` : dialect.ilike(item, likePattern(escapeLike(element))),
  );
}

const summary = (flag: string, part: string, { dialect, alias }: RowContext): Sql =>
  columnSql(summaryColumn(flag, part), dialect, alias);

const count = (flag: string, status: string, context: RowContext): Sql =>
  sql`coalesce(${summary(flag, status, context)}, 0)`;

function every({ flag, status }: NodeOf<'every'>, context: RowContext): Sql {
  const counts = statuses.map(
    (other) => sql`${count(flag, other, context)} ${trusted(other === status ? '> 0' : '= 0')}`,
  );
  return sql`(${join(counts, ' AND ')})`;
}

const passes = (text: Sql, test: RemarkTest, dialect: Dialect): Sql =>
  'equals' in test ? sql`${text} = ${test.equals}` : dialect.ilike(text, likePattern(test.like));

const joined = ({ kind, members }: NodeOf<'and' | 'or'>, context: RowContext): Sql =>
  sql`(${join(
    members.map((member) => condition(member, context)),
    kind === 'and' ? ' AND ' : ' OR ',
  )})`;

/** Each result can be an operand of AND, OR and NOT without further parentheses. */
const conditions: Visitor<Sql, RowContext> = {
  compare: compared,
  in: oneOf,
  like: ({ attribute, pattern }, context) => context.dialect.ilike(value(attribute, context), likePattern(pattern)),
  null: ({ attribute }, context) => sql`${rawValue(attribute, context)} IS NULL`,
  has,
  count: ({ flag, status, operator, value: n }, context) =>
    sql`${count(flag, status, context)} ${trusted(operator)} ${n}`,
  every,
  remark: ({ flag, field, test }, context) =>
    context.dialect.some(summary(flag, field, context), (item) => passes(item, test, context.dialect)),
  'no-remark': ({ flag, field }, context) => sql`${summary(flag, field, context)} IS NULL`,
  and: joined,
  or: joined,
  not: ({ member }, context) => sql`NOT (${condition(member, context)})`,
  named: ({ member }, context) => condition(member, context),
  logic: notForRows,
};

/** Prints an expression as an SQL condition with the same truth value for each row, also null. */
export const condition = (tree: Node, context: RowContext): Sql => visit(tree, conditions, context);
