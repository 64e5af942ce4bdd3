import type { Attribute } from '../catalogue/attribute.js';
import { didYouMean, nearest } from '../catalogue/nearest.js';
import { QueryError } from '../errors.js';
import { build } from '../expression/condition.js';
import { describe } from '../expression/describe.js';
import { buildFlag } from '../expression/flag-builders.js';
import { buildRemark } from '../expression/flag-condition.js';
import { pointer } from '../expression/json-data.js';
import { escapeLike, likeMatcher, likePieces } from '../expression/like.js';
import { and, not, or } from '../expression/logic.js';
import { matching } from '../expression/matching.js';
import { deepestTree, type Expression, type Node } from '../expression/node.js';
import { operatorCondition } from '../expression/operators.js';
import type { Target } from '../print/formula.js';
import { type Absence, type Shape, warnOfAbsence } from './absence.js';
import { nearestKeys, type Table, type WireKey, wireKey } from './key.js';

/** Where the registry reads a filter otherwise than it looks, or not at all. */
export interface FilterWarning {
  /** Stable, for programs. */
  readonly code: FilterWarningCode;
  /** Where: a JSON Pointer (RFC 6901) into the filter, such as `/and/0/run_number/>`. Empty for all of it. */
  readonly path: string;
  /** What the registry makes of it. */
  readonly message: string;
}

/** What kind of warning it is. */
export type FilterWarningCode =
  /** An OR over several tables of the registry is read as an AND, or as nothing at all. */
  | 'read-as-and'
  /** What stands beside an `and` or `or` of a key is dropped, and of one operator in two spellings the first. */
  | 'dropped'
  /** Text is compared where numbers, dates, or elements of a list are meant. */
  | 'compared-as-text'
  /** Matches no row, or leaves out rows, though they are meant. */
  | 'never-matches'
  /** Any operator on `datasets_in_gui` is read as "contains". */
  | 'read-as-contains'
  /** The registry answers with an error 500. */
  | 'server-error'
  /** Upper-case operators are read otherwise. */
  | 'upper-case'
  /** A condition that the web application does not pass on as it looks. */
  | 'web-application'
  /** A parameter of an address that the page does not read. */
  | 'unknown-parameter';

type Json = Readonly<Record<string, unknown>>;

/** A plain object. Others hold what they say elsewhere, and would look as if they said nothing. */
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));

const placed = (path: string): string => `(at ${path.length > 300 ? `${path.slice(0, 300)}…` : path || 'the top'})`;

const joiners: Readonly<Record<string, 'and' | 'or'>> = { and: 'and', or: 'or', AND: 'and', OR: 'or' };

/** Operators as they are meant, whatever their case. */
const operators: Readonly<Record<string, string>> = {
  '=': '=',
  '<>': '<>',
  '>': '>',
  '<': '<',
  '>=': '>=',
  '<=': '<=',
  like: 'like',
  notlike: 'notlike',
  LIKE: 'like',
  NOTLIKE: 'notlike',
  contains: 'contains',
};

/** A part of a filter as a tree, and what it says where its keys are absent. */
interface Part {
  readonly tree: Node;
  readonly shape: Shape;
}

/** Conditions on several keys, and the tables that they speak of. */
interface Read extends Part {
  readonly tables: ReadonlySet<Table>;
  /** Whether there is an OR in it, be it of one member: the registry reads that otherwise too. */
  readonly hasOr: boolean;
  /** The members of a group. */
  readonly members?: readonly Read[];
}

/** More members of a list than this are refused, before they become arguments of a function. */
const mostMembers = 100_000;

function join(joiner: 'and' | 'or', parts: readonly Part[]): Part {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const trees = parts.map(({ tree }) => tree as Expression);
  return {
    tree: joiner === 'and' ? and(...trees) : or(...trees),
    shape: { joiner, members: parts.map(({ shape }) => shape) },
  };
}

/** The two spellings of one operator, of which the registry keeps the later one. */
const spellings: readonly (readonly [string, string])[] = [
  ['and', 'AND'],
  ['or', 'OR'],
  ['like', 'LIKE'],
];

/** Whether a value, or one within it, is a number or a boolean. */
const hasNumber = (value: unknown): boolean =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (typeof value === 'object' && value !== null && Object.values(value).some(hasNumber));

/** The text of a pattern `%text%`, where it has no other wildcard. */
function literalOf(pattern: string): string | undefined {
  const pieces = likePieces(pattern);
  const inner = pieces.slice(1, -1);
  const isPlain = pieces.length > 1 && pieces[0] === 'any' && pieces.at(-1) === 'any';
  return isPlain && inner.every((piece) => typeof piece === 'object')
    ? inner.map((piece) => (piece as { literal: string }).literal).join('')
    : undefined;
}

/** The element that a text such as `"DT"` is in the JSON text of a list. */
function elementOf(literal: string): string | undefined {
  if (!/^".*"$/s.test(literal)) return undefined;
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}

const inGui = 'datasets_in_gui';

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
};

class FilterReader {
  readonly #target: Target;
  readonly warnings: FilterWarning[] = [];

  constructor(target: Target) {
    this.#target = target;
  }

  #warn(code: FilterWarningCode, path: string, message: string): void {
    this.warnings.push(Object.freeze({ code, path, message }));
  }

  #fail(path: string, what: string, hint?: string): never {
    throw new QueryError('bad-filter', `${what} ${placed(path)}`, { hint });
  }

  /** An object: its entries, joined by AND. Undefined for one that says nothing. */
  object(filter: unknown, path: string, depth: number): Read | undefined {
    if (!isObject(filter)) return this.#fail(path, `a filter is an object, and ${describe(filter)} is none`);
    this.#descend(path, depth);
    this.#spelledTwice(filter, path);
    const reads = Object.entries(filter).flatMap(([key, value]) => {
      const joiner = Object.hasOwn(joiners, key) ? joiners[key] : undefined;
      const where = pointer(path, key);
      return (
        (joiner === undefined
          ? this.#field(key, value, where, depth)
          : this.#group(key, joiner, value, where, depth)) ?? []
      );
    });
    return reads.length < 2 ? reads[0] : this.#together('and', reads);
  }

  #descend(path: string, depth: number): void {
    if (depth > deepestTree) this.#fail(path, `a filter of more than ${deepestTree} levels is refused`);
  }

  #spelledTwice(entries: Json, path: string): void {
    for (const [one, other] of spellings)
      if (Object.hasOwn(entries, one) && Object.hasOwn(entries, other))
        this.#warn('dropped', path, `of '${one}' and '${other}' the registry keeps one, and drops the other`);
  }

  #listed(list: readonly unknown[], path: string): void {
    if (list.length > mostMembers)
      this.#fail(path, `a list of ${list.length} members is refused`, 'write a range, or ask in several filters');
  }

  #together(joiner: 'and' | 'or', reads: readonly Read[]): Read {
    return {
      ...join(joiner, reads),
      tables: new Set(reads.flatMap(({ tables }) => [...tables])),
      hasOr: joiner === 'or' || reads.some(({ hasOr }) => hasOr),
    };
  }

  /** All of a filter. The registry reads an OR right where all is in one table, or where it stands alone in an element of one `and`. */
  top(filter: unknown): Read | undefined {
    const read = this.object(filter, '', 0);
    if (read === undefined) return undefined;
    warnOfAbsence(read.shape);
    if (!read.hasOr || read.tables.size < 2) return read;
    if (this.warnings.some(({ code }) => code === 'read-as-and')) return read;
    const isOneAnd = Object.keys(filter as Json).join() === 'and';
    if (!isOneAnd || read.members?.every(({ hasOr, tables }) => !hasOr || tables.size === 1) !== true)
      this.#warn(
        'read-as-and',
        '',
        'the registry takes an OR for false, or for an AND, where conditions of other tables stand beside it; only one `and` of elements that are of one table each is read as it looks',
      );
    return read;
  }

  #group(key: string, joiner: 'and' | 'or', value: unknown, path: string, depth: number): Read | undefined {
    if (!Array.isArray(value)) {
      this.#warn('server-error', path, `the registry answers a ${key} that is no list with an error`);
      return this.object(value, path, depth + 1);
    }
    this.#listed(value, path);
    const members = value.flatMap((one, index) => this.object(one, pointer(path, index), depth + 1) ?? []);
    // An empty AND says nothing, and an empty OR nobody can mean.
    if (joiner === 'or' && (members.length < value.length || members.length === 0))
      this.#fail(path, `'${key}' has a member that says nothing`, 'write a condition in each member');
    if (members.length === 0) return undefined;
    const read = { ...this.#together(joiner, members), members };
    if (key !== joiner && !this.#isPlain(value))
      this.#warn(
        'upper-case',
        path,
        `the registry answers ${key} with an error, unless all its members are plain keys of ${this.#target}`,
      );
    if (joiner === 'or' && read.tables.size > 1)
      this.#warn(
        'read-as-and',
        path,
        'the registry reads this OR as an AND, since its members are kept in several tables',
      );
    return read;
  }

  /** Whether members are conditions on keys of the table of the list itself, none of which is read in a way of its own. */
  #isPlain(members: readonly unknown[]): boolean {
    const main: Table = this.#target === 'runs' ? 'run' : 'dataset';
    return members.every((one) =>
      Object.keys(one as Json).every((key) => {
        const known = wireKey(key, this.#target);
        return known?.table === main && !isInGui(known);
      }),
    );
  }

  #field(key: string, value: unknown, path: string, depth: number): Read {
    const known = wireKey(key, this.#target);
    if (known === undefined) {
      const other: Target = this.#target === 'runs' ? 'datasets' : 'runs';
      return this.#fail(
        path,
        `${describe(key)} is not a key of ${this.#target}`,
        wireKey(key, other) === undefined
          ? didYouMean(nearestKeys(key, this.#target))
          : `it is a key of ${other}: write ${other}.parse(…)`,
      );
    }
    if (isInGui(known)) this.#inGui(value, path);
    return { ...this.#value(known, value, path, depth + 1, false), tables: new Set([known.table]), hasOr: false };
  }

  /** `datasets_in_gui` contains the first value, whatever stands there. */
  #inGui(value: unknown, path: string): void {
    const values = typeof value === 'object' && value !== null ? Object.values(value) : [];
    if (typeof value === 'string' || typeof values[0] === 'object')
      this.#warn('never-matches', path, "the registry finds no row here; { '=': '…' } finds those that are meant");
    else if (values.length > 1)
      this.#warn('dropped', path, 'the registry takes the first value here, and drops the rest');
  }

  /** What a key must be: a value, a list of them, or operators, of which some join others. */
  #value(key: WireKey, value: unknown, path: string, depth: number, isInner: boolean): Part {
    this.#descend(path, depth);
    if (Array.isArray(value)) {
      if (!isColumn(key)) this.#warn('server-error', path, 'the registry answers a bare list here with an error');
      if (value.length === 0) this.#fail(path, 'an empty list matches nothing');
      this.#listed(value, path);
      return join(
        'or',
        value.map((one, index) => this.#condition(key, '=', one, pointer(path, index))),
      );
    }
    if (!isObject(value)) return this.#condition(key, '=', value, path);
    const entries = Object.entries(value);
    if (entries.length === 0) this.#fail(path, 'a key without an operator says nothing', `write { "=": … }`);
    this.#spelledTwice(value, path);
    if (entries.length > 1 && (isInner || isColumn(key)) && entries.some(([name]) => Object.hasOwn(joiners, name)))
      this.#warn('dropped', path, 'the registry drops what stands beside `and` or `or` here');
    return join(
      'and',
      entries.map(([name, inner]) =>
        Object.hasOwn(joiners, name)
          ? this.#joined(key, joiners[name] as 'and' | 'or', inner, pointer(path, name), depth)
          : this.#condition(key, name, inner, pointer(path, name)),
      ),
    );
  }

  #joined(key: WireKey, joiner: 'and' | 'or', value: unknown, path: string, depth: number): Part {
    if (!Array.isArray(value) || value.length === 0)
      return this.#fail(path, `'${joiner}' takes a list of conditions, and ${describe(value)} is none`);
    this.#listed(value, path);
    const parts = value.map((one, index) => this.#value(key, one, pointer(path, index), depth + 1, true));
    const isBare = ['number', 'boolean'].some((type) => value.every((one) => typeof one === type));
    if (!isColumn(key) && !isBare && hasNumber(value))
      this.#warn('server-error', path, 'the registry answers numbers and booleans under this key with an error');
    return join(joiner, parts);
  }

  #condition(key: WireKey, operator: string, value: unknown, path: string): Part {
    const meant = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
    if (meant === undefined)
      return this.#fail(
        path,
        `${describe(operator)} is not an operator of the registry`,
        didYouMean(nearest(operator, Object.keys(operators))) ?? `use one of ${Object.keys(operators).join(' ')}`,
      );
    if (operator === 'NOTLIKE' && typeof value === 'string' && value.toLowerCase() !== value.toUpperCase())
      this.#warn('upper-case', path, 'the registry minds case in NOTLIKE, and not in notlike');
    try {
      if (key.kind === 'status') return this.#count(key.flag, key.status, meant, value, path);
      if (key.kind === 'remark') return this.#remark(key.flag, key.field, meant, value, path);
      return this.#attribute(key.attribute, meant, value, path);
    } catch (error) {
      // A value that conditions refuse: the same words, and where it stands.
      if (!(error instanceof QueryError) || error.code === 'bad-filter') throw error;
      const { message, hint, attribute, suggestions } = error;
      throw new QueryError('bad-filter', `${message} ${placed(path)}`, { hint, attribute, suggestions, cause: error });
    }
  }

  /** In how many lumisections a flag has a status. */
  #count(flag: string, status: string, operator: string, value: unknown, path: string): Part {
    const atLeast = (count: number): Node => buildFlag(flag, 'atLeast', count, status);
    const atMost = (count: number): Node => buildFlag(flag, 'atMost', count, status);
    const isNull = value === null && (operator === '=' || operator === '<>');
    const n = isNull ? 0 : number(value);
    const holds = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
    if (n === undefined || !Number.isInteger(n))
      return this.#fail(path, `a number of lumisections is compared, and ${describe(value)} is none`);
    if (holds === undefined) return this.#fail(path, `a number of lumisections has no '${operator}'`);
    if (typeof value === 'string') this.#asText(value, path);
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
    // EMPTY alone is counted where it does not occur, in rows that have the flag.
    const zero = status === 'EMPTY' ? [isNull ? operator === '<>' : holds(0, n)] : [];
    const shape = this.#absence(
      `${flag}.${status}`,
      [isNull && operator === '=', ...zero],
      [holds(0, n), ...zero.map(() => holds(0, n))],
      path,
      `a status that does not occur is absent, and the registry does not take that for 0; '= null' finds it`,
    );
    return { tree: (trees[operator] as () => Node)(), shape };
  }

  #absence(key: string, asked: readonly boolean[], meant: readonly boolean[], path: string, message: string): Absence {
    return { key, asked, meant, warn: () => this.#warn('never-matches', path, message) };
  }

  #asText(value: string, path: string): void {
    this.#warn(
      'compared-as-text',
      path,
      `the registry compares ${describe(value).slice(9)} as text, in which '10' is less than '9'`,
    );
  }

  /** Comments or causes, which the registry keeps as one list and compares as its JSON text. */
  #remark(flag: string, field: 'comments' | 'causes', operator: string, value: unknown, path: string): Part {
    const remark = (method: string, ...args: readonly unknown[]): Node => buildRemark(flag, field, method, ...args);
    // The states without any: no list, and an empty one.
    const part = (tree: unknown, ...asked: readonly boolean[]): Part => {
      const isNone = operator === '=';
      const what = `the registry tells apart rows without a list of ${field} ('= null') and with an empty one ("= '[]'")`;
      return { tree: tree as Node, shape: this.#absence(`${flag}.${field}`, asked, [isNone, isNone], path, what) };
    };
    if (value === null || value === '[]') {
      if (operator === '=') return part(remark('isNull'), value === null, value === '[]');
      if (operator === '<>') return part(remark('isNotNull'), false, value === null);
    }
    if (operator !== 'like' && operator !== 'notlike')
      return this.#fail(
        path,
        `the ${field} of a flag are one text in the registry, and '${operator}' compares all of it`,
        "write like '%…%'",
      );
    const isLike = operator === 'like';
    const literal = typeof value === 'string' ? literalOf(value) : undefined;
    const element = literal === undefined ? undefined : elementOf(literal);
    const pattern = element === undefined ? (value as string) : escapeLike(element);
    const tree = remark(isLike ? 'like' : 'notLike', pattern);
    const plain = element ?? literal;
    // Punctuation of JSON, and what is escaped there, can match across two of them, or miss one.
    if (plain === undefined || !/[^\s,[\]]/.test(plain) || /["\\\p{Cc}]/u.test(plain))
      this.#warn(
        'compared-as-text',
        path,
        `the registry compares the JSON text of all ${field} together; only '%text%' without quotes finds each of them`,
      );
    const inEmpty = likeMatcher(value as string)('[]');
    return part(tree, false, isLike ? inEmpty : !inEmpty);
  }

  #attribute(attribute: Attribute, operator: string, value: unknown, path: string): Part {
    const through = (given: unknown): Part => ({
      tree: operatorCondition(attribute, operator, given, (tree) => tree) as Node,
      shape: undefined,
    });
    const { type, home } = attribute;
    if (type === 'list' || operator === 'contains') return this.#list(attribute, operator, value, path);
    if (value === null && operator !== '=' && operator !== '<>')
      return this.#fail(path, `'${attribute.name}' is never ${operator} null`);
    if (type === 'boolean') return this.#truth(attribute, operator, value, path);
    if (value === null) return through(null);
    if (type === 'number' && typeof value === 'string') {
      if (home !== 'column') this.#asText(value, path);
      else if (!/^\s*[+-]?\d+\s*$/.test(value))
        this.#warn('server-error', path, `the registry answers ${describe(value)} with an error`);
      return through(number(value) ?? value);
    }
    // Kept as a pattern, which finds values that the catalogue does not know too.
    if ((type === 'enum' || type === 'date') && (operator === 'like' || operator === 'notlike')) {
      const tree = matching(attribute, value);
      return { tree: operator === 'like' ? tree : not(tree as Expression), shape: undefined };
    }
    if (type === 'date' && typeof value === 'string') {
      const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
      const isPrefix = /^\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d)?)?)?)?)?$/.test(value);
      if (!isInstant && !(isPrefix && (operator === '>=' || operator === '<')))
        this.#warn(
          'compared-as-text',
          path,
          `the registry compares '${value}' as text with dates such as 2018-05-25T19:16:05Z`,
        );
    }
    return through(value);
  }

  #truth(attribute: Attribute, operator: string, value: unknown, path: string): Part {
    const { name, absence } = attribute;
    const truth = value === 'true' ? true : value === 'false' ? false : value;
    if (typeof truth !== 'boolean' && truth !== null)
      return this.#fail(path, `'${name}' is true or false, and ${describe(value)} is neither`);
    if (operator !== '=' && operator !== '<>')
      return this.#fail(path, `'${name}' is true or false, and has no '${operator}'`);
    const is = operatorCondition(attribute, '=', truth, (tree) => tree) as Node;
    const tree = operator === '=' ? is : not(is as Expression);
    if (absence !== 'false') return { tree, shape: undefined };
    const isAbsent = (truth !== true) === (operator === '=');
    const what = `'${name}' is true or absent, and the registry finds no row here; '= null' finds those that are meant`;
    return { tree, shape: this.#absence(name, [truth === null && operator === '='], [isAbsent], path, what) };
  }

  #list(attribute: Attribute, operator: string, value: unknown, path: string): Part {
    const { name, type } = attribute;
    if (type !== 'list' || typeof value !== 'string' || ['>', '>=', '<', '<='].includes(operator))
      return this.#fail(path, `'${name}' has no '${operator}' with ${describe(value)}`, "write like '%…%'");
    const isLike = operator === 'like' || operator === 'notlike';
    const literal = isLike ? literalOf(value) : undefined;
    const isGui = attribute.wire === inGui;
    const element = isLike ? (literal === undefined ? undefined : (elementOf(literal) ?? literal)) : value;
    const isNegative = operator === 'notlike' || operator === '<>';
    if (isGui && (isNegative || literal !== undefined))
      this.#warn('read-as-contains', path, `the registry looks for the element '${value}' here, whatever the operator`);
    else if (!isGui && operator === 'contains') this.#warn('server-error', path, `the registry has no 'contains' here`);
    else if (!isGui && !isLike)
      this.#warn(
        'compared-as-text',
        path,
        `'${name}' is a list, which is compared as its whole JSON text; like '%"${value}"%' finds an element`,
      );
    else if (!isGui && literal !== undefined && !(elementOf(literal) !== undefined && isWord(element)))
      this.#warn(
        'compared-as-text',
        path,
        `the registry looks for ${describe(literal).slice(9)} anywhere in the JSON text of the list; like '%"text"%' finds an element`,
      );
    const sought = element ?? (isGui ? value : undefined);
    if (sought === undefined)
      return this.#fail(
        path,
        `'${name}' is a list, and '${operator} ${value}' cannot be said of its elements`,
        `write like '%"text"%'`,
      );
    return { tree: build(attribute, isNegative ? 'hasNot' : 'has', sought), shape: undefined };
  }
}

/** A number, or digits that stand for one; undefined for anything else. */
function number(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined;
}

/** Whether a text has nothing that JSON text could have between two elements. */
const isWord = (text: string | undefined): boolean => text !== undefined && /^[\w ./:-]*$/.test(text);

const isColumn = (key: WireKey): boolean => key.kind === 'attribute' && key.attribute.home === 'column';
const isInGui = (key: WireKey): boolean => key.kind === 'attribute' && key.attribute.wire === inGui;

/**
 * Reads a filter of the registry, as the web application or the Python client sends it, into the expression that it looks like.
 * @throws QueryError for a key, operator or value that says nothing that could be asked, with its place.
 */
export function readFilter(
  filter: unknown,
  target: Target,
): { readonly tree: Node | undefined; readonly warnings: readonly FilterWarning[] } {
  const reader = new FilterReader(target);
  const read = reader.top(filter);
  return { tree: read?.tree, warnings: Object.freeze(reader.warnings) };
}
