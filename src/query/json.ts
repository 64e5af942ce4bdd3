import type { Attribute } from '../catalogue/attribute.js';
import { lookUpFlag } from '../catalogue/flag-lookup.js';
import { lookUp } from '../catalogue/lookup.js';
import { QueryError } from '../errors.js';
import { checkCount, checkStatus } from '../expression/check.js';
import { build } from '../expression/condition.js';
import { describe } from '../expression/describe.js';
import { buildFlag } from '../expression/flag-builders.js';
import { buildRemark } from '../expression/flag-condition.js';
import { matching } from '../expression/matching.js';
import { namedNode } from '../expression/named.js';
import { type AndNode, maxDepth, type Node, node, type OrNode } from '../expression/node.js';
import { comparisonMethods } from '../expression/operators.js';
import { type Visitor, visit } from '../expression/walk.js';
import type { Target } from '../print/formula.js';

/** An expression as JSON: the tree, with attributes by name. */
export type ExpressionJson = { readonly kind: string; readonly [key: string]: unknown };

type Fields<K extends Node['kind']> = Exclude<keyof Extract<Node, { readonly kind: K }>, 'kind'>;

/** The fields of each kind of node, beside the kind. */
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

const parent = ({ kind, members }: AndNode | OrNode): ExpressionJson => ({
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

/** The tree as JSON. */
export const expressionToJson = (tree: Node): ExpressionJson => visit(tree, toJson, undefined);

const isComparison = (operator: unknown): operator is keyof typeof comparisonMethods =>
  typeof operator === 'string' && Object.hasOwn(comparisonMethods, operator);

const fail = (what: string): never => {
  throw new QueryError('bad-json', `${what} is not an expression as toJSON() writes it`);
};

/** Where a tree is read: what it can be about, and how deep it is. */
interface Place {
  readonly target: Target;
  readonly depth: number;
}

type Json = Readonly<Record<string, unknown>>;
type Reader = (json: Json, place: Place) => Node;

const attributeOf = ({ attribute }: Json, { target }: Place): Attribute =>
  lookUp(attribute, target === 'runs' ? ['run'] : ['run', 'dataset'], target);

const below = (json: unknown, { target, depth }: Place): Node => expressionFromJson(json, target, depth + 1);

const through =
  (method: string, field?: string): Reader =>
  (json, place) =>
    build(attributeOf(json, place), method, ...(field === undefined ? [] : [json[field]]));

const joined =
  (kind: 'and' | 'or'): Reader =>
  ({ members }, place) =>
    Array.isArray(members) && members.length > 0
      ? node({ kind, members: members.map((member) => below(member, place)) })
      : fail(`'${kind}' without members`);

/** The builder has no `like` for dates and states; filters of the registry have. */
const like: Reader = (json, place) => {
  const attribute = attributeOf(json, place);
  const isRead = attribute.type === 'enum' || attribute.type === 'date';
  return isRead ? matching(attribute, json.pattern) : build(attribute, 'like', json.pattern);
};

const compare: Reader = (json, place) => {
  const { operator, value } = json;
  const attribute = attributeOf(json, place);
  if (!isComparison(operator)) return fail(`the operator ${describe(operator)}`);
  const method = comparisonMethods[operator];
  if (method === 'eq' && ['boolean', 'enum'].includes(attribute.type)) return build(attribute, 'is', value);
  // A prefix of a date was resolved when the tree was built: here it stands for its first moment.
  const exact = attribute.type === 'date' && (operator === '>=' || operator === '<');
  const checked = build(attribute, exact ? 'gte' : method, value);
  return exact && checked.kind === 'compare' ? node({ ...checked, operator }) : checked;
};

const count: Reader = ({ flag, status, operator, value }) => {
  if (operator !== '>=' && operator !== '<=') return fail(`the operator ${describe(operator)}`);
  const name = lookUpFlag(flag);
  // "At least 0" is no condition that can be written, and the registry would not read it as "always".
  const least = operator === '>=' ? 1 : 0;
  const checked = checkCount(value, least, name);
  return node({ kind: 'count', flag: name, status: checkStatus(status, name), operator, value: checked });
};

function fieldOf({ field }: Json): 'comments' | 'causes' {
  return field === 'comments' || field === 'causes' ? field : fail(`the field ${describe(field)}`);
}

const remark: Reader = (json) => {
  const field = fieldOf(json);
  const { flag, test } = json;
  const [how, ...more] = typeof test === 'object' && test !== null ? Object.entries(test) : [];
  const method = how?.[0] === 'like' ? 'like' : how?.[0] === 'equals' ? 'eq' : undefined;
  return method === undefined || more.length > 0
    ? fail(`the test ${describe(test)}`)
    : buildRemark(lookUpFlag(flag), field, method, how?.[1]);
};

const readers: { readonly [K in Node['kind']]: Reader } = {
  and: joined('and'),
  or: joined('or'),
  not: ({ member }, place) => node({ kind: 'not', member: below(member, place) }),
  named: ({ name, member }, place) => namedNode(name, below(member, place)),
  null: through('isNull'),
  like,
  in: through('in', 'values'),
  has: through('has', 'value'),
  compare,
  count,
  every: ({ flag, status }) => buildFlag(lookUpFlag(flag), 'every', status),
  remark,
  'no-remark': (json) => buildRemark(lookUpFlag(json.flag), fieldOf(json), 'isNull'),
  logic: ({ kind }) => fail(`a node of kind ${describe(kind)}`),
};

/**
 * Reads a tree back, every part of it checked as if it were written anew.
 * @throws QueryError for anything that `expressionToJson` does not write.
 */
export function expressionFromJson(json: unknown, target: Target, depth = 0): Node {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return fail(describe(json));
  if (depth > maxDepth) return fail(`a tree of more than ${maxDepth} levels`);
  const { kind } = json as Json;
  if (typeof kind !== 'string' || !Object.hasOwn(fields, kind)) return fail(`a node of kind ${describe(kind)}`);
  const allowed: readonly string[] = fields[kind as Node['kind']];
  const unknown = Object.keys(json).find((key) => key !== 'kind' && !allowed.includes(key));
  if (unknown !== undefined) return fail(`a node of kind '${kind}' with '${unknown}'`);
  return readers[kind as Node['kind']](json as Json, { target, depth });
}
