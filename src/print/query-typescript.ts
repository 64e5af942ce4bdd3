import { node } from '../expression/create-node.js';
import { type Node, type NodeOf, remarkNames } from '../expression/node.js';
import { childrenOf } from '../expression/walk.js';
import type { QuerySpec } from './plan.js';
import {
  attributeOf,
  callWith,
  clauseCalls,
  likeCall,
  literal,
  method,
  moduleOf,
  negatedMethod,
  property,
} from './typescript.js';

/** Returns the method call that makes a condition; undefined if no method does. */
function call(tree: Node): string | undefined {
  switch (tree.kind) {
    case 'like':
      // Filters of the registry have patterns of states and dates, the builder has none.
      return tree.attribute.type === 'string' ? likeCall(tree.pattern) : undefined;
    case 'every':
      return `every(${literal(tree.status)})`;
    case 'remark':
      return `${remarkNames[tree.field]}.${'like' in tree.test ? likeCall(tree.test.like) : `eq(${literal(tree.test.equals)})`}`;
    case 'no-remark':
      return `${remarkNames[tree.field]}.isNull()`;
    case 'not':
      return negatedCall(tree.member);
    default:
      return method(tree);
  }
}

/** Returns the method call that makes the negation of a condition; undefined if no method does. */
function negatedCall(tree: Node): string | undefined {
  switch (tree.kind) {
    case 'like':
      return tree.attribute.type === 'string' ? `notLike(${literal(tree.pattern)})` : undefined;
    case 'remark': {
      const negation = 'like' in tree.test ? `notLike(${literal(tree.test.like)})` : `ne(${literal(tree.test.equals)})`;
      return `${remarkNames[tree.field]}.${negation}`;
    }
    case 'no-remark':
      return `${remarkNames[tree.field]}.isNotNull()`;
    default:
      return negatedMethod(tree);
  }
}

/** Returns `between(…)` for `>=` and `<=` of one attribute. */
function between([low, high]: readonly Node[]): string | undefined {
  if (low?.kind !== 'compare' || high?.kind !== 'compare' || low.attribute !== high.attribute) return undefined;
  if (low.operator !== '>=' || high.operator !== '<=' || low.value > high.value) return undefined;
  return call(low) && call(high) && `between(${literal(low.value)}, ${literal(high.value)})`;
}

/** Returns `ne(…, { orNull: true })` for a negated condition or null. */
function orNull({ members: [negation, isNull, ...others] }: NodeOf<'or'>): string | undefined {
  if (others.length > 0 || negation?.kind !== 'not' || isNull?.kind !== 'null') return undefined;
  if (attributeOf(negation) !== isNull.attribute || negation.member.kind === 'null' || negation.member.kind === 'has')
    return undefined;
  return negatedCall(negation.member)?.replace(/\)$/, ', { orNull: true })');
}

/** Returns the one method call that makes a condition, a period or a condition or null; undefined if it takes several. */
function callOf(tree: Node): string | undefined {
  if (tree.kind === 'and') return tree.members.length === 2 ? between(tree.members) : undefined;
  return tree.kind === 'or' ? orNull(tree) : call(tree);
}

/** Returns the condition that a call makes, without its negation. */
function leafOf(tree: Node): Node {
  const [first] = childrenOf(tree);
  return first === undefined ? tree : leafOf(first);
}

/** Returns true if calls of the builder can make a tree. */
const isBuildable = (tree: Node): boolean => {
  if (callOf(tree) !== undefined) return true;
  const members = childrenOf(tree);
  return members.length > 0 && members.every(isBuildable);
};

/** Prints expressions and collects their imports. */
class Printer {
  readonly used = new Set<string>();

  use(name: string): string {
    this.used.add(name);
    return name;
  }

  expression(tree: Node): string {
    const made = callOf(tree);
    const leaf = leafOf(tree);
    if (made !== undefined && 'flag' in leaf) return `${this.use('flag')}(${literal(leaf.flag)}).${made}`;
    if (made !== undefined && 'attribute' in leaf)
      return `${this.use(leaf.attribute.scope)}${property(leaf.attribute.name)}.${made}`;
    const members = childrenOf(tree).map((member) => this.expression(member));
    return callWith(this.use(tree.kind), tree.kind === 'named' ? [literal(tree.name), ...members] : members);
  }

  /** Prints a condition of the query as a call of the builder. */
  clause(tree: Node): string {
    const made = callOf(tree);
    const leaf = leafOf(tree);
    if (made !== undefined && 'flag' in leaf) return `.flag(${literal(leaf.flag)}).${made}`;
    if (made !== undefined && 'attribute' in leaf) return `.where(${literal(leaf.attribute.name)}).${made}`;
    return `.where(${this.expression(tree)})`;
  }
}

/** Splits an AND into conditions of the query, unless one call makes it. */
const clausesOf = (tree: Node): readonly Node[] =>
  tree.kind === 'and' && callOf(tree) === undefined ? tree.members.flatMap(clausesOf) : [tree];

/** Joins `>=` and `<=` of one attribute that follow each other. */
function withPeriods(clauses: readonly Node[]): readonly Node[] {
  const joined: Node[] = [];
  for (const clause of clauses) {
    const pair = [...joined.slice(-1), clause];
    if (between(pair) === undefined) joined.push(clause);
    else joined.splice(-1, 1, node({ kind: 'and', members: pair }));
  }
  return joined;
}

/** Prints a query as TypeScript. `json` is the query as JSON, for conditions of filters that no method makes. */
export function queryTypescript(
  { target, where, raw, order, limit, pageSize, select }: QuerySpec,
  json: unknown,
): string {
  const printer = new Printer();
  printer.use(target);
  const calls = where.every(isBuildable)
    ? [
        `${target}()`,
        ...clauseCalls(withPeriods(where.flatMap(clausesOf)), (clause) => printer.clause(clause)),
        ...(raw === undefined ? [] : [`.raw(${literal(raw)})`]),
        ...order.map(
          ({ attribute, direction }) =>
            `.orderBy(${[attribute.name, ...(direction === 'asc' ? [] : [direction])].map(literal).join(', ')})`,
        ),
        ...(select === undefined ? [] : [`.select(${select.map(literal).join(', ')})`]),
        ...(limit === undefined ? [] : [`.limit(${limit})`]),
        ...(pageSize === undefined ? [] : [`.pageSize(${pageSize})`]),
      ]
    : [`${target}.fromJSON(${literal(json)})`];
  return moduleOf(printer.used, 'query', calls);
}
