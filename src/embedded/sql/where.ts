import { Clause, isList, type Operator, type Term } from './clause.js';
import { type ColumnType, literal, quoteName, quoteText } from './literal.js';
import { columnType, type Table } from './table.js';

/** The subject of a condition. */
export interface Subject {
  /** Its SQL; undefined for an operator without a name, as in `{"and":[{">":5}]}`. */
  readonly sql: string | undefined;
  readonly type: ColumnType | undefined;
  /** True for a whole JSON column, after the conditions on its paths. */
  readonly whole?: boolean;
}

const sqlOperators: Readonly<Record<Operator, string>> = {
  and: ' AND ',
  or: ' OR ',
  '>': '>',
  '<': '<',
  '>=': '>=',
  '<=': '<=',
  '=': '=',
  '<>': '!=',
  ilike: 'ILIKE',
  notilike: 'NOT ILIKE',
  notlike: 'NOT LIKE',
  contains: '@>',
};

/** Returns a projected filter as an SQL condition; an empty string without conditions. PostgreSQL reports its errors. */
export function whereSql(filter: Term, table: Table): string {
  return conditions(filter, table, ' AND ');
}

function conditions(filter: Term, table: Table, binding: string): string {
  if (filter instanceof Clause) {
    const operators = [...filter.operators].map(([operator, value]) => group(operator, value, table));
    const names = [...filter.names].map(([name, value]) => named(name, value, table));
    return [...operators, ...names].filter((sql) => sql !== '').join(binding);
  }
  if (isList(filter)) {
    if (filter.length === 0) return '';
    if (filter.some((item) => item instanceof Clause)) return group('and', filter, table);
    throw new Error('Support for literal replacements in the `where` object has been removed.');
  }
  if (typeof filter === 'string' && filter !== '') {
    throw new Error("Support for `{where: 'raw query'}` has been removed.");
  }
  // Numbers, booleans and null are no condition.
  return '';
}

/** Returns the SQL of an operator without a name. `and` and `or` join conditions; all others have nothing to compare. */
function group(operator: Operator, value: Term, table: Table): string {
  if ((operator !== 'and' && operator !== 'or') || !value) return condition({ sql: undefined, type: undefined }, value);
  const binding = sqlOperators[operator];
  const joined = isList(value)
    ? value
        .map((item) => {
          const sql = conditions(item, table, ' AND ');
          const several = item instanceof Clause ? item.size > 1 : isList(item) && item.length > 1;
          return several && sql !== '' ? `(${sql})` : sql;
        })
        .filter((sql) => sql !== '')
        .join(binding)
    : conditions(value, table, binding);
  if (joined !== '') return `(${joined})`;
  // An `or` of nothing is false, an `and` of nothing is no condition.
  return operator === 'or' ? '0 = 1' : '';
}

function named(name: string, value: Term, table: Table): string {
  const [first = '', ...path] = name.split('.');
  const column = (column: string): Subject => ({
    sql: `${quoteName(table.name)}.${quoteName(column)}`,
    type: columnType(table, column),
  });
  if (path.length > 0 && columnType(table, first) === 'json') return condition(column(first), nested(path, value));
  return condition(column(name), value);
}

/** Returns the value under a path. A number after the first dot makes an array, which equals no JSON string. */
function nested(path: readonly string[], value: Term): Term {
  return path.reduceRight<Term>((inner, part, depth) => {
    if (depth === 0 || !/^(0|[1-9]\d*)$/.test(part)) return Clause.named(part, inner);
    const items: Term[] = part === '0' ? [] : new Array(1);
    items.push(inner);
    return items;
  }, value);
}

/** Returns the SQL of one subject with a bare value, an array or operators. */
export function condition(subject: Subject, value: Term): string {
  if (value === null) return `${sqlOf(subject)} IS NULL`;
  if (value instanceof Clause) {
    // Sibling operators of `or`, and a sibling `and`, are silently discarded.
    const or = value.operators.get('or');
    if (or) return bound(' OR ', subject, or);
    const and = value.operators.get('and');
    if (and) return bound(' AND ', subject, and);
    if (subject.type === 'json' && subject.whole !== true) return documentCondition(subject, value);
    if (value.size > 1) return bound(' AND ', subject, value);
    for (const [operator, operand] of value.operators) return compare(subject, operator, operand);
    // An unknown operator or `{}` is compared as an object, which PostgreSQL rejects.
    return `${sqlOf(subject)} = ${literal(value, subject.type)}`;
  }
  if (isList(value)) {
    const items = value.map((item) => literal(item, subject.type)).join(', ');
    return `${sqlOf(subject)} IN (${value.length === 0 ? 'NULL' : items})`;
  }
  return `${sqlOf(subject)} = ${literal(value, subject.type)}`;
}

/** Joins the members of an `and` or `or` under a name, which have the same subject. */
function bound(binding: string, subject: Subject, value: Term): string {
  let members: readonly Term[];
  if (value instanceof Clause) members = value.parts();
  else if (isList(value)) members = value;
  else throw new TypeError('value.map is not a function');
  const joined = members
    .map((member) => condition(subject, member))
    .filter((sql) => sql !== '')
    .join(binding);
  return joined === '' ? '' : `(${joined})`;
}

function compare(subject: Subject, operator: Operator, value: Term): string {
  if (value === null && operator === '=') return `${sqlOf(subject)} IS NULL`;
  if (value === null && operator === '<>') return `${sqlOf(subject)} IS NOT NULL`;
  return `${sqlOf(subject)} ${sqlOperators[operator]} ${literal(value, subject.type)}`;
}

function sqlOf(subject: Subject): string {
  if (subject.sql === undefined) throw new TypeError('s.replace is not a function');
  return subject.sql;
}

/** Returns all conditions on a JSON column, each on its path. */
function documentCondition(column: Subject, value: Clause): string {
  const parts: string[] = [];
  for (const [operator, operand] of value.operators) {
    parts.push(condition({ ...column, whole: true }, Clause.of(operator, operand)));
  }
  for (const [name, item] of value.names) walk(column.sql ?? '', [name], item, parts);
  // Unlike elsewhere, empty conditions are not omitted: `{"or":[],">":5}` on an attribute is an SQL syntax error.
  const joined = parts.join(' AND ');
  return parts.length > 1 ? `(${joined})` : joined;
}

function walk(column: string, path: readonly string[], value: Term, parts: string[]): void {
  const last = path.at(-1) ?? '';
  // As in `energy::float`.
  const [name = '', cast] = last.includes('::') ? last.split('::') : [last];
  const steps = [...path.slice(0, -1), name];
  const text = `(${column}#>>${quoteText(`{${steps.join(',')}}`)})`;
  const compared = (operator: Operator, operand: Term): string =>
    condition({ sql: castTo(text, cast || castOf(operand)), type: undefined }, Clause.of(operator, operand));
  if (value instanceof Clause) {
    for (const [operator, operand] of value.operators) parts.push(compared(operator, operand));
    // An unknown operator is read as another step of the path, which no row has. There is no error.
    for (const [step, item] of value.names) walk(column, [...steps, step], item, parts);
  } else {
    parts.push(compared('=', value));
  }
}

/** Returns the cast for the JSON type of a value; for an array, that of its first member. */
function castOf(operand: Term): string | undefined {
  const sample = isList(operand) ? operand[0] : operand;
  if (typeof sample === 'number') return 'double precision';
  return typeof sample === 'boolean' ? 'boolean' : undefined;
}

function castTo(text: string, type: string | undefined): string {
  if (!type) return text;
  // The registry inserts the cast into its SQL unchanged; only the name of a type may pass here.
  if (!/^[\w ]+$/.test(type)) throw new Error(`syntax error at or near "${type}"`);
  return `CAST(${text} AS ${type.toUpperCase()})`;
}
