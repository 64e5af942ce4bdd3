import type { Attribute } from '../catalogue/attribute.js';
import { lookUpFlag } from '../catalogue/flag-lookup.js';
import { queryAttribute } from '../catalogue/lookup.js';
import { QueryError } from '../errors.js';
import { checkCount, checkStatus } from '../expression/check.js';
import { build, matching } from '../expression/condition.js';
import { node } from '../expression/create-node.js';
import { buildFlag } from '../expression/flag-builders.js';
import { buildRemark } from '../expression/flag-condition.js';
import { namedNode } from '../expression/named.js';
import { maxDepth, type Node, type NodeOf } from '../expression/node.js';
import { comparisonMethods } from '../expression/operators.js';
import { type Visitor, visit } from '../expression/walk.js';
import type { Target } from '../print/formula.js';
import { describe } from '../util/describe.js';
import { isObject, type JsonObject } from '../util/json-object.js';

/** An expression as JSON: the tree with the names of attributes. */
export type ExpressionJson = { readonly kind: string; readonly [key: string]: unknown };

type Fields<K extends Node['kind']> = Exclude<keyof NodeOf<K>, 'kind'>;

/** The fields of each kind of node except `kind`. */
const fields: { readonly [K in Node['kind']]: readonly Fields<K>[] } = {
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

const parent = ({ kind, members }: NodeOf<'and' | 'or'>): ExpressionJson => ({
  kind,
  members: members.map(expressionToJson),
});
const unchanged = (tree: Node): ExpressionJson => ({ ...tree });
const byName = ({ attribute, ...rest }: Extract<Node, { readonly attribute: Attribute }>): ExpressionJson => {
  const { kind, ...values } = rest;
  return { kind, attribute: attribute.name, ...values };
};

const toJson: Visitor<ExpressionJson> = {
  and: parent,
  or: parent,
  not: ({ kind, member }) => ({ kind, member: expressionToJson(member) }),
  named: ({ kind, name, member }) => ({ kind, name, member: expressionToJson(member) }),
  compare: byName,
  in: byName,
  like: byName,
  null: byName,
  has: byName,
  count: unchanged,
  every: unchanged,
  remark: unchanged,
  'no-remark': unchanged,
  logic: unchanged,
};

/** Returns a tree as JSON. */
export const expressionToJson = (tree: Node): ExpressionJson => visit(tree, toJson, undefined);

const isComparison = (operator: unknown): operator is keyof typeof comparisonMethods =>
  typeof operator === 'string' && Object.hasOwn(comparisonMethods, operator);

const fail = (received: string): never => {
  throw new QueryError('bad-json', `Expected an expression as written by toJSON(), got ${received}`, {
    hint: 'Pass the result of toJSON().',
  });
};

/** The target of a tree, and the depth of the current node. */
interface Context {
  readonly target: Target;
  readonly depth: number;
}

type Reader = (json: JsonObject, context: Context) => Node;

const attributeOf = ({ attribute }: JsonObject, { target }: Context): Attribute => queryAttribute(attribute, target);

const below = (json: unknown, { target, depth }: Context): Node => expressionFromJson(json, target, depth + 1);

const viaBuilder =
  (method: string, field?: string): Reader =>
  (json, context) =>
    build(attributeOf(json, context), method, ...(field === undefined ? [] : [json[field]]));

const joined =
  (kind: 'and' | 'or'): Reader =>
  ({ members }, context) =>
    Array.isArray(members) && members.length > 0
      ? node({ kind, members: members.map((member) => below(member, context)) })
      : fail(`'${kind}' without members`);

/** The builder has no `like` for dates and states, but filters of the registry do. */
const like: Reader = (json, context) => {
  const attribute = attributeOf(json, context);
  const isFromFilter = attribute.type === 'enum' || attribute.type === 'date';
  return isFromFilter ? matching(attribute, json.pattern) : build(attribute, 'like', json.pattern);
};

const compare: Reader = (json, context) => {
  const { operator, value } = json;
  const attribute = attributeOf(json, context);
  if (!isComparison(operator)) return fail(`the operator ${describe(operator)}`);
  const method = comparisonMethods[operator];
  if (method === 'eq' && ['boolean', 'enum'].includes(attribute.type)) return build(attribute, 'is', value);
  // The builder has resolved prefixes of dates, so here a prefix means its first moment.
  const isResolved = attribute.type === 'date' && (operator === '>=' || operator === '<');
  const checked = build(attribute, isResolved ? 'gte' : method, value);
  return isResolved && checked.kind === 'compare' ? node({ ...checked, operator }) : checked;
};

const count: Reader = ({ flag, status, operator, value }) => {
  if (operator !== '>=' && operator !== '<=') return fail(`the operator ${describe(operator)}`);
  const name = lookUpFlag(flag);
  // "At least 0" is not a valid condition, and the registry would not interpret it as "always".
  const least = operator === '>=' ? 1 : 0;
  const checked = checkCount(value, least, name);
  return node({ kind: 'count', flag: name, status: checkStatus(status, name), operator, value: checked });
};

function fieldOf({ field }: JsonObject): 'comments' | 'causes' {
  return field === 'comments' || field === 'causes' ? field : fail(`the field ${describe(field)}`);
}

const remarkMethods = new Map<unknown, 'like' | 'eq'>([
  ['like', 'like'],
  ['equals', 'eq'],
]);

const remark: Reader = (json) => {
  const field = fieldOf(json);
  const { flag, test } = json;
  const [[operator, value] = [], ...rest] = isObject(test) ? Object.entries(test) : [];
  const method = remarkMethods.get(operator);
  return method === undefined || rest.length > 0
    ? fail(`the test ${describe(test)}`)
    : buildRemark(lookUpFlag(flag), field, method, value);
};

const readers: { readonly [K in Node['kind']]: Reader } = {
  and: joined('and'),
  or: joined('or'),
  not: ({ member }, context) => node({ kind: 'not', member: below(member, context) }),
  named: ({ name, member }, context) => namedNode(name, below(member, context)),
  null: viaBuilder('isNull'),
  like,
  in: viaBuilder('in', 'values'),
  has: viaBuilder('has', 'value'),
  compare,
  count,
  every: ({ flag, status }) => buildFlag(lookUpFlag(flag), 'every', status),
  remark,
  'no-remark': (json) => buildRemark(lookUpFlag(json.flag), fieldOf(json), 'isNull'),
  logic: ({ kind }) => fail(`a node of kind ${describe(kind)}`),
};

/**
 * Reads a tree from JSON, and checks every part like a call of the builder.
 * @throws QueryError for anything that `expressionToJson` does not write.
 */
export function expressionFromJson(json: unknown, target: Target, depth = 0): Node {
  if (!isObject(json)) return fail(describe(json));
  if (depth > maxDepth) return fail(`a tree of more than ${maxDepth} levels`);
  const { kind } = json;
  if (typeof kind !== 'string' || !Object.hasOwn(fields, kind)) return fail(`a node of kind ${describe(kind)}`);
  const allowed: readonly string[] = fields[kind as Node['kind']];
  const unknown = Object.keys(json).find((key) => key !== 'kind' && !allowed.includes(key));
  if (unknown !== undefined) return fail(`a node of kind '${kind}' with '${unknown}'`);
  return readers[kind as Node['kind']](json, { target, depth });
}
