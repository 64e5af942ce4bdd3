import type { Attribute } from '../catalogue/attribute.js';
import { didYouMean, nearest } from '../catalogue/nearest.js';
import { QueryError } from '../errors.js';
import { condition } from '../expression/condition.js';
import { describe } from '../expression/describe.js';
import { FlagConditions } from '../expression/flag-condition.js';
import { likePieces } from '../expression/like.js';
import { and, not, or } from '../expression/logic.js';
import { deepestTree, type Expression, type Node } from '../expression/node.js';
import { operatorCondition } from '../expression/operators.js';
import type { Target } from '../print/formula.js';
import { nearestKeys, type Table, type WireKey, wireKey } from './wire-key.js';

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
  /** What stands beside an `or` of a key is dropped. */
  | 'dropped'
  /** Text is compared where numbers or dates are meant. */
  | 'compared-as-text'
  /** Matches no row, though some are meant. */
  | 'never-matches'
  /** The registry answers with an error 500. */
  | 'server-error'
  /** Upper-case operators are read otherwise. */
  | 'upper-case'
  /** A condition that the web application does not pass on as it looks. */
  | 'web-application';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const at = (path: string, ...parts: readonly (string | number)[]): string =>
  parts.reduce<string>((sum, part) => `${sum}/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`, path);

const all = (nodes: readonly Node[]): Node =>
  nodes.length === 1 ? (nodes[0] as Node) : and(...(nodes as Expression[]));
const any = (nodes: readonly Node[]): Node =>
  nodes.length === 1 ? (nodes[0] as Node) : or(...(nodes as Expression[]));

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

/** A part of a filter as a tree, and the tables that it speaks of. */
interface Read {
  readonly tree: Node;
  readonly tables: ReadonlySet<Table>;
  /** Whether conditions on different keys are joined by OR in it. */
  readonly hasOr: boolean;
}

const tablesOf = (reads: readonly Read[]): ReadonlySet<Table> => new Set(reads.flatMap(({ tables }) => [...tables]));

/** Whether a value, or one within it, is a number or a boolean. */
const hasNumber = (value: unknown): boolean =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (typeof value === 'object' && value !== null && Object.values(value).some(hasNumber));

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
    throw new QueryError('bad-filter', `${what} (at ${path || 'the top'})`, { hint });
  }

  /** An object: its entries, joined by AND. Undefined for one that says nothing. */
  object(filter: unknown, path: string, depth: number): Read | undefined {
    if (!isObject(filter)) return this.#fail(path, `a filter is an object, and ${describe(filter)} is none`);
    if (depth > deepestTree) return this.#fail(path, `a filter of more than ${deepestTree} levels is refused`);
    const reads = Object.entries(filter).flatMap(([key, value]) => {
      const joiner = Object.hasOwn(joiners, key) ? joiners[key] : undefined;
      const where = at(path, key);
      return (
        (joiner === undefined ? this.#field(key, value, where) : this.#group(key, joiner, value, where, depth)) ?? []
      );
    });
    return reads.length === 0 ? undefined : this.#together('and', reads);
  }

  #together(joiner: 'and' | 'or', reads: readonly Read[]): Read {
    const trees = reads.map(({ tree }) => tree);
    const hasOr = (joiner === 'or' && reads.length > 1) || reads.some((read) => read.hasOr);
    return { tree: joiner === 'and' ? all(trees) : any(trees), tables: tablesOf(reads), hasOr };
  }

  /** All of a filter. The registry reads an OR right where all is in one table, or where it stands alone in an element of one `and`. */
  top(filter: unknown): Read | undefined {
    const read = this.object(filter, '', 0);
    if (read === undefined || !read.hasOr || read.tables.size < 2) return read;
    if (this.warnings.some(({ code }) => code === 'read-as-and')) return read;
    const [key, ...more] = Object.keys(filter as Json);
    const elements = key === 'and' && more.length === 0 ? ((filter as Json).and as unknown[]) : undefined;
    const quiet = new FilterReader(this.#target);
    const isSafe = elements?.every((one) => {
      const part = quiet.object(one, '', 1);
      return part === undefined || !part.hasOr || part.tables.size === 1;
    });
    if (isSafe !== true)
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
    const reads = value.flatMap((one, index) => this.object(one, at(path, index), depth + 1) ?? []);
    if (reads.length < value.length || reads.length === 0) {
      // An empty AND says nothing, and an empty OR nobody can mean.
      if (joiner === 'or') this.#fail(path, `'${key}' has a member that says nothing`, 'leave it out');
      if (reads.length === 0) return undefined;
    }
    const read = this.#together(joiner, reads);
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

  /** Whether members are conditions on keys of the table of the list itself. */
  #isPlain(members: readonly unknown[]): boolean {
    const main: Table = this.#target === 'runs' ? 'run' : 'dataset';
    return members.every((one) => Object.keys(one as Json).every((key) => wireKey(key, this.#target)?.table === main));
  }

  #field(key: string, value: unknown, path: string): Read {
    const known = wireKey(key, this.#target);
    if (known === undefined) {
      const suggestions = nearestKeys(key, this.#target);
      return this.#fail(path, `'${key}' is not a key of ${this.#target}`, didYouMean(suggestions));
    }
    return { tree: this.#value(known, value, path), tables: new Set([known.table]), hasOr: false };
  }

  /** What a key must be: a value, a list of them, or operators, of which some join others. */
  #value(key: WireKey, value: unknown, path: string): Node {
    if (Array.isArray(value)) {
      if (!isColumn(key)) this.#warn('server-error', path, 'the registry answers a bare list here with an error');
      if (value.length === 0) this.#fail(path, 'an empty list matches nothing');
      return any(value.map((one, index) => this.#condition(key, '=', one, at(path, index))));
    }
    if (!isObject(value)) return this.#condition(key, '=', value, path);
    const entries = Object.entries(value);
    if (entries.length === 0) this.#fail(path, 'a key without an operator says nothing', 'leave it out');
    const joins = entries.filter(([name]) => Object.hasOwn(joiners, name));
    if (entries.length > 1 && joins.some(([name]) => joiners[name] === 'or'))
      this.#warn('dropped', path, 'the registry drops what stands beside `or` here');
    return all(
      entries.map(([name, inner]) =>
        Object.hasOwn(joiners, name)
          ? this.#joined(key, joiners[name] as 'and' | 'or', inner, at(path, name))
          : this.#condition(key, name, inner, at(path, name)),
      ),
    );
  }

  #joined(key: WireKey, joiner: 'and' | 'or', value: unknown, path: string): Node {
    if (!Array.isArray(value) || value.length === 0)
      return this.#fail(path, `'${joiner}' takes a list of conditions, and ${describe(value)} is none`);
    if (!isColumn(key) && hasNumber(value))
      this.#warn('server-error', path, 'the registry answers numbers and booleans under this key with an error');
    const trees = value.map((one, index) => this.#value(key, one, at(path, index)));
    return joiner === 'and' ? all(trees) : any(trees);
  }

  #condition(key: WireKey, operator: string, value: unknown, path: string): Node {
    const meant = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
    if (meant === undefined)
      return this.#fail(
        path,
        `'${operator}' is not an operator of the registry`,
        didYouMean(nearest(operator, Object.keys(operators))) ?? `use one of ${Object.keys(operators).join(' ')}`,
      );
    if (operator === 'NOTLIKE')
      this.#warn('upper-case', path, 'the registry minds case in NOTLIKE, and not in notlike');
    try {
      if (key.kind === 'status') return this.#count(key.flag, key.status, meant, value, path);
      if (key.kind === 'remark') return this.#remark(key.flag, key.field, meant, value, path);
      return this.#attribute(key.attribute, meant, value, path);
    } catch (error) {
      // A value that conditions refuse: the same words, and where it stands.
      if (!(error instanceof QueryError) || error.code === 'bad-filter') throw error;
      const { hint, attribute, suggestions } = error;
      const message = hint === undefined ? error.message : error.message.slice(0, -hint.length - 2);
      throw new QueryError('bad-filter', `${message} (at ${path})`, { hint, attribute, suggestions, cause: error });
    }
  }

  /** In how many lumisections a flag has a status. */
  #count(flag: string, status: string, operator: string, value: unknown, path: string): Node {
    const has = new FlagConditions<Node>(flag, (tree) => tree);
    const none = (): Node => has.atMost(0, status);
    if (value === null && operator === '=') return none();
    if (value === null && operator === '<>') return has.atLeast(1, status);
    const count = this.#number(value);
    if (count === undefined || !Number.isInteger(count))
      return this.#fail(path, `a number of lumisections is compared, and ${describe(value)} is none`);
    const withZero = (): void => {
      if (status !== 'EMPTY')
        this.#warn(
          'never-matches',
          path,
          `a status that does not occur is absent, and the registry does not take it for 0; '= null' does`,
        );
    };
    const least = (n: number): Node => (n <= 0 ? or(none(), has.atLeast(1, status)) : has.atLeast(n, status));
    switch (operator) {
      case '>':
        return least(count + 1);
      case '>=':
        if (count <= 0) withZero();
        return least(count);
      case '<':
        withZero();
        return has.atMost(count - 1, status);
      case '<=':
        withZero();
        return has.atMost(count, status);
      case '=':
        if (count === 0) withZero();
        return count === 0
          ? none()
          : and(has.atLeast(count, status) as Expression, has.atMost(count, status) as Expression);
      case '<>':
        withZero();
        return count === 0
          ? has.atLeast(1, status)
          : not(and(has.atLeast(count, status) as Expression, has.atMost(count, status) as Expression));
      default:
        return this.#fail(path, `a number of lumisections has no '${operator}'`);
    }
  }

  #remark(flag: string, field: 'comments' | 'causes', operator: string, value: unknown, path: string): Node {
    const conditions = new FlagConditions<Node>(flag, (tree) => tree);
    const text = field === 'comments' ? conditions.comment : conditions.cause;
    if (operator === 'like') return text.like(value as string) as unknown as Node;
    if (operator === 'notlike') return text.notLike(value as string) as unknown as Node;
    return this.#fail(
      path,
      `the ${field} of a flag are one text in the registry, and '${operator}' compares all of it`,
      "write like '%…%'",
    );
  }

  #attribute(attribute: Attribute, operator: string, value: unknown, path: string): Node {
    const through = (name: string, given: unknown): Node =>
      operatorCondition(attribute, name, given, (tree) => tree) as Node;
    if (attribute.type === 'list' || operator === 'contains') return this.#list(attribute, operator, value, path);
    if (value === null) {
      if (operator !== '=' && operator !== '<>') return this.#fail(path, `nothing is ${operator} null`);
      const conditions = condition<Node>(attribute, (tree) => tree) as unknown as Readonly<
        Record<'isNull' | 'isNotNull', () => Node>
      >;
      return operator === '=' ? conditions.isNull() : conditions.isNotNull();
    }
    if (attribute.type === 'number') {
      if (typeof value === 'string' && attribute.home !== 'column')
        this.#warn(
          'compared-as-text',
          path,
          `the registry compares '${value}' as text, in which '10' is less than '9'`,
        );
      return through(operator, this.#number(value) ?? value);
    }
    if (attribute.type === 'boolean') return this.#truth(attribute, operator, value, path);
    if (attribute.type === 'date' && typeof value === 'string') {
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) && !(operator === '>=' || operator === '<'))
        this.#warn(
          'compared-as-text',
          path,
          `the registry compares '${value}' as text with dates such as 2018-05-25T19:16:05Z`,
        );
      else if (/[.+ ]/.test(value))
        this.#warn(
          'compared-as-text',
          path,
          `dates are stored as 2018-05-25T19:16:05Z, and '${value}' is compared with them as text`,
        );
    }
    return through(operator, value);
  }

  /** A number, or digits that stand for one; undefined for anything else. */
  #number(value: unknown): number | undefined {
    if (typeof value === 'number') return value;
    return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
      ? Number(value)
      : undefined;
  }

  #truth(attribute: Attribute, operator: string, value: unknown, path: string): Node {
    const truth = value === 'true' ? true : value === 'false' ? false : value;
    if (typeof truth !== 'boolean')
      return this.#fail(path, `'${attribute.name}' is true or false, and ${describe(value)} is neither`);
    if (operator !== '=' && operator !== '<>')
      return this.#fail(path, `'${attribute.name}' is true or false, and has no '${operator}'`);
    if (attribute.absence === 'false' && (operator === '=' ? !truth : truth))
      this.#warn(
        'never-matches',
        path,
        `'${attribute.name}' is true or absent, and the registry finds no row here; '= null' finds those that are meant`,
      );
    const is = operatorCondition(attribute, '=', truth, (tree) => tree) as Node;
    return operator === '=' ? is : not(is as Expression);
  }

  #list(attribute: Attribute, operator: string, value: unknown, path: string): Node {
    if (attribute.type !== 'list' || typeof value !== 'string')
      return this.#fail(path, `'${attribute.name}' has no '${operator}' with ${describe(value)}`);
    const inGui = attribute.name === 'datasets_in_gui';
    const [first, inner, last, ...more] = likePieces(value);
    const part =
      first === 'any' && last === 'any' && more.length === 0 && typeof inner === 'object' ? inner.literal : undefined;
    if (operator === '=' && !inGui)
      this.#warn(
        'never-matches',
        path,
        `'${attribute.name}' is a list, which the registry takes for no text: only like '%${value}%' finds it`,
      );
    const element = operator === 'like' || operator === 'notlike' ? (part ?? (inGui ? value : undefined)) : value;
    if (element === undefined || (operator === 'notlike' && inGui) || ['>', '>=', '<', '<='].includes(operator))
      return this.#fail(
        path,
        `'${attribute.name}' is a list, and '${operator} ${value}' cannot be said of its elements`,
        "write like '%DT%'",
      );
    const conditions = condition<Node>(attribute, (tree) => tree) as unknown as Readonly<
      Record<'has' | 'hasNot', (element: string) => Node>
    >;
    return operator === 'notlike' || operator === '<>' ? conditions.hasNot(element) : conditions.has(element);
  }
}

const isColumn = (key: WireKey): boolean => key.kind === 'attribute' && key.attribute.home === 'column';

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
