import type { Attribute } from '../catalogue/attribute.js';
import { lookUpFlag } from '../catalogue/flag-lookup.js';
import { lookUp } from '../catalogue/lookup.js';
import { QueryError } from '../errors.js';
import { checkCount, checkStatus } from '../expression/check.js';
import { condition } from '../expression/condition.js';
import { describe } from '../expression/describe.js';
import { FlagConditions } from '../expression/flag-condition.js';
import { namedNode } from '../expression/named.js';
import { deepestTree, type Node, node } from '../expression/node.js';
import type { Target } from '../print/formula.js';

/** An expression as JSON: the tree, with attributes by name. */
export type ExpressionJson = { readonly kind: string; readonly [key: string]: unknown };

/** The tree as JSON. */
export function expressionToJson(tree: Node): ExpressionJson {
  if (tree.kind === 'and' || tree.kind === 'or')
    return { kind: tree.kind, members: tree.members.map(expressionToJson) };
  if (tree.kind === 'not') return { kind: 'not', member: expressionToJson(tree.member) };
  if (tree.kind === 'named') return { kind: 'named', name: tree.name, member: expressionToJson(tree.member) };
  return 'attribute' in tree ? { ...tree, attribute: tree.attribute.name } : { ...tree };
}

/** What `expressionToJson` writes for each kind of node, beside the kind. */
const parts: Readonly<Record<Node['kind'], readonly string[]>> = {
  compare: ['attribute', 'operator', 'value'],
  in: ['attribute', 'values'],
  like: ['attribute', 'pattern'],
  null: ['attribute'],
  has: ['attribute', 'value'],
  count: ['flag', 'status', 'operator', 'value'],
  every: ['flag', 'status'],
  remark: ['flag', 'field', 'test'],
  'no-remark': ['flag', 'field'],
  and: ['members'],
  or: ['members'],
  not: ['member'],
  named: ['name', 'member'],
  logic: ['rule'],
};

const methods = new Map<unknown, string>([
  ['=', 'eq'],
  ['>', 'gt'],
  ['>=', 'gte'],
  ['<', 'lt'],
  ['<=', 'lte'],
]);

/**
 * Reads a tree back, every part of it checked as if it were written anew.
 * @throws QueryError for anything that `expressionToJson` does not write.
 */
export function expressionFromJson(json: unknown, target: Target, depth = 0): Node {
  const fail = (what: string): never => {
    throw new QueryError('bad-json', `${what} is not an expression as toJSON() writes it`);
  };
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return fail(describe(json));
  if (depth > deepestTree) return fail(`a tree of more than ${deepestTree} levels`);
  const { kind, attribute, operator, value, values, pattern, flag, status, field, test, member, members, name } =
    json as Record<string, unknown>;
  if (typeof kind !== 'string' || !Object.hasOwn(parts, kind)) return fail(`a node of kind ${describe(kind)}`);
  const unknown = Object.keys(json).find((key) => key !== 'kind' && !parts[kind as Node['kind']].includes(key));
  if (unknown !== undefined) return fail(`a node of kind '${kind}' with '${unknown}'`);
  const again = (inner: unknown) => expressionFromJson(inner, target, depth + 1);
  const known = (): Attribute => lookUp(attribute, target === 'runs' ? ['run'] : ['run', 'dataset'], target);
  const through = (method: string, ...args: unknown[]): Node => {
    const conditions = condition<Node>(known(), (tree) => tree) as unknown as Record<
      string,
      (...args: unknown[]) => Node
    >;
    return (conditions[method] as (...args: unknown[]) => Node).apply(conditions, args);
  };
  switch (kind) {
    case 'and':
    case 'or':
      return Array.isArray(members) && members.length > 0
        ? node({ kind, members: members.map(again) })
        : fail(`'${kind}' without members`);
    case 'not':
      return node({ kind, member: again(member) });
    case 'named':
      return namedNode(name, again(member));
    case 'null':
      return through('isNull');
    case 'like':
      return through('like', pattern);
    case 'in':
      return through('in', values);
    case 'has':
      return through('has', value);
    case 'compare': {
      const method = methods.get(operator);
      if (method === undefined) return fail(`the operator ${describe(operator)}`);
      if (method === 'eq' && ['boolean', 'enum'].includes(known().type)) return through('is', value);
      // A prefix of a date was resolved when the tree was built: here it stands for its first moment.
      const exact = known().type === 'date' && (operator === '>=' || operator === '<');
      const checked = through(exact ? 'gte' : method, value);
      return exact && checked.kind === 'compare' ? node({ ...checked, operator }) : checked;
    }
    case 'count': {
      if (operator !== '>=' && operator !== '<=') return fail(`the operator ${describe(operator)}`);
      const name = lookUpFlag(flag);
      // "At least 0" is no condition that can be written, and the registry would not read it as "always".
      const least = operator === '>=' ? 1 : 0;
      const count = checkCount(value, least, name);
      return node({ kind, flag: name, status: checkStatus(status, name), operator, value: count });
    }
    case 'every':
      return new FlagConditions<Node>(lookUpFlag(flag), (tree) => tree).every(status);
    case 'remark':
    case 'no-remark': {
      if (field !== 'comments' && field !== 'causes') return fail(`the field ${describe(field)}`);
      const flagged = new FlagConditions<Node>(lookUpFlag(flag), (tree) => tree);
      const texts = field === 'comments' ? flagged.comment : flagged.cause;
      if (kind === 'no-remark') return texts.isNull();
      const [how, ...more] = typeof test === 'object' && test !== null ? Object.entries(test) : [];
      if (how?.[0] === 'like' && more.length === 0) return texts.like(how[1]);
      if (how?.[0] === 'equals' && more.length === 0) return texts.eq(how[1]);
      return fail(`the test ${describe(test)}`);
    }
    default:
      return fail(`a node of kind ${describe(kind)}`);
  }
}
